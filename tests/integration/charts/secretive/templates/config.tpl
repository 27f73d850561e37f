{{- if eq .Values.fails "template" }}{{ fail (printf "no good: %q" .Values.password) }}{{ end -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: "{{ .Release.Name }}-config"
  annotations:
    settings: {{ .Values.database.password | b64enc | quote }}
data:
  password: {{ .Values.password | quote }}
  url: "https://admin:{{ .Values.password }}@example.com/{{ .Values.document.token }}"
  {{- if eq .Values.fails "apply" }}
  wrong: [{{ .Values.password | quote }}]
  {{- end }}
