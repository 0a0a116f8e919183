-- What a search tells beside the memories: which model was in use, and who was heard and not read.

GRANT SELECT (tenant, user_id, version, up_to, promoted, trained_at) ON mneme.model TO mneme_recall;
GRANT SELECT (tenant, user_id, memory_id) ON mneme.transcript TO mneme_recall;
