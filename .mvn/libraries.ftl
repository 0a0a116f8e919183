<#--
Copyright the Mneme authors
SPDX-License-Identifier: Apache-2.0
-->
<#list dependencyMap as e><#assign p = e.getKey()/><#assign licences = e.getValue()/>
${p.groupId}	${p.artifactId}	${p.version}	${licences?join("; ")}
</#list>
