# Makes a new store of SecantusDB with its one user, who may do everything in it.
# usage: first_user.py STORE USER PASSWORD_FILE
import sys
from pathlib import Path

from pymongo import MongoClient
from secantus import SecantusDBServer

store, user, password_file = sys.argv[1:]
password = Path(password_file).read_text(encoding="utf-8").strip()
with SecantusDBServer(host="127.0.0.1", storage_path=store) as server:
    with MongoClient(server.uri) as client:
        client.admin.command("createUser", user, pwd=password, roles=["root"])
