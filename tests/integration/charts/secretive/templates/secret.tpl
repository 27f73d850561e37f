apiVersion: v1
kind: Secret
metadata:
  name: "{{ .Release.Name }}-secret"
data:
  ordinary: {{ .Values.ordinary | b64enc }}
  settings: {{ dict "auth" (printf "admin:%s" .Values.database.password | b64enc) | toJson | b64enc }}
stringData:
  plain: {{ .Values.ordinary | quote }}
  password: {{ .Values.password | quote }}
  {{- if eq .Values.fails "secret" }}
  wrong: [{{ .Values.ordinary | quote }}]
  {{- end }}
