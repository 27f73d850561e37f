apiVersion: batch/v1
kind: Job
metadata:
  name: "{{ .Release.Name }}-hook"
  annotations:
    helm.sh/hook: post-install,post-upgrade
    helm.sh/hook-output-log-policy: hook-succeeded,hook-failed
spec:
  backoffLimit: 0
  template:
    metadata:
      annotations:
        testbed.chartwright.kube/pod: {{ if eq .Values.fails "hook" }}fail{{ else }}ready{{ end }}
    spec:
      restartPolicy: Never
      containers:
        - name: main
          image: none
          args: [{{ .Values.password | quote }}]
