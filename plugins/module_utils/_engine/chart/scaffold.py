# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a new chart starts with: one web server with a service, and what many charts let their users add.

The files, the names of the values and the objects that come of them are those of ``helm create``, so that what is
written about its charts holds here; the texts are our own. ``<CHARTNAME>`` stands for the name, as in helm's starters.
"""

from __future__ import annotations

PLACEHOLDER = "<CHARTNAME>"

_CHART = """\
apiVersion: v2
name: <CHARTNAME>
description: Runs <CHARTNAME> on Kubernetes

# "application" can be installed; "library" only lends its definitions to other charts.
type: application

# The version of the chart itself. Raise it with each change, by the rules of https://semver.org.
version: 0.1.0

# The version of what the chart runs. It is the tag of the image unless values say otherwise; keep the quotes.
appVersion: "1.16.0"
"""

_VALUES = """\
# All that can be set in this chart, with its default.

# How many pods run, unless autoscaling decides.
replicaCount: 1

image:
  repository: nginx
  # Always, IfNotPresent or Never.
  pullPolicy: IfNotPresent
  # The chart's appVersion where this is empty.
  tag: ""

# Secrets with the credentials of a private registry, such as [{name: registry}].
imagePullSecrets: []

# Other names for the objects: in place of the chart's name, or of the whole.
nameOverride: ""
fullnameOverride: ""

serviceAccount:
  # Without one of its own, the pod runs as "name", or as the namespace's default account.
  create: true
  # Whether the pod gets the account's token.
  automount: true
  annotations: {}
  name: ""

podAnnotations: {}
podLabels: {}

# Rights of the pod, such as {fsGroup: 2000}.
podSecurityContext: {}

# Rights of the container. A good start where the image allows it:
#   allowPrivilegeEscalation: false
#   capabilities: {drop: [ALL]}
#   readOnlyRootFilesystem: true
#   runAsNonRoot: true
securityContext: {}

service:
  # ClusterIP, NodePort or LoadBalancer.
  type: ClusterIP
  port: 80

# The way in from outside, by an Ingress ...
ingress:
  enabled: false
  className: ""
  annotations: {}
  hosts:
    - host: chart-example.local
      paths:
        - path: /
          pathType: ImplementationSpecific
  # Such as [{secretName: web-tls, hosts: [chart-example.local]}].
  tls: []

# ... or by a route of the Gateway API, whose definitions and gateway must be in the cluster.
httpRoute:
  enabled: false
  annotations: {}
  parentRefs:
    - name: gateway
      sectionName: http
  hostnames:
    - chart-example.local
  # Each rule may have matches and filters.
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /headers

# What the container asks for and may use, such as {requests: {cpu: 100m, memory: 128Mi}}. Left to the user, since a
# small cluster may not have it.
resources: {}

# When the container is restarted, and when it gets requests.
livenessProbe:
  httpGet:
    path: /
    port: http
readinessProbe:
  httpGet:
    path: /
    port: http

autoscaling:
  enabled: false
  minReplicas: 1
  maxReplicas: 100
  targetCPUUtilizationPercentage: 80
  # targetMemoryUtilizationPercentage: 80

# More volumes of the pod, and where the container sees them.
volumes: []
volumeMounts: []

# Where the pod may run.
nodeSelector: {}
tolerations: []
affinity: {}
"""

_IGNORE = """\
# What does not belong into the packaged chart. One pattern a line, "!" in front negates it; there is no "**".

# Version control
.git/
.gitignore
.bzr/
.bzrignore
.hg/
.hgignore
.svn/

# Left by editors and tools
*.bak
*.orig
*.swp
*.tmp
*~
.DS_Store
.idea/
*.tmproj
.project
.vscode/
"""

_HELPERS = """\
{{- /* Files whose names begin with an underscore make no objects; they hold what the templates share. */ -}}

{{- /* The name of what runs. Names of objects have at most 63 characters. */ -}}
{{- define "<CHARTNAME>.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- /* The name of the objects: the release's, with the chart's behind it unless it is in there already. */ -}}
{{- define "<CHARTNAME>.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $joined := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{ .Values.fullnameOverride | default $joined | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- /* The chart and its version. A label must not hold the plus sign that a version may. */ -}}
{{- define "<CHARTNAME>.chart" -}}
{{ print .Chart.Name "-" .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- /* What a service finds its pods by. These never change while a release lives. */ -}}
{{- define "<CHARTNAME>.selectorLabels" -}}
app.kubernetes.io/name: {{ include "<CHARTNAME>.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* The labels of all objects. */ -}}
{{- define "<CHARTNAME>.labels" -}}
{{ include "<CHARTNAME>.selectorLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Chart.AppVersion }}
app.kubernetes.io/version: {{ quote . }}
{{- end }}
helm.sh/chart: {{ include "<CHARTNAME>.chart" . }}
{{- end -}}

{{- /* The account that the pod runs as. */ -}}
{{- define "<CHARTNAME>.serviceAccountName" -}}
{{- $own := .Values.serviceAccount.create | ternary (include "<CHARTNAME>.fullname" .) "default" -}}
{{ .Values.serviceAccount.name | default $own }}
{{- end -}}
"""

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels: {{- include "<CHARTNAME>.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "<CHARTNAME>.labels" . | nindent 8 }}
        {{- with .Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .Values.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "<CHARTNAME>.serviceAccountName" . }}
      {{- range $field, $value := dict
            "imagePullSecrets" .Values.imagePullSecrets
            "securityContext" .Values.podSecurityContext
            "volumes" .Values.volumes
            "nodeSelector" .Values.nodeSelector
            "tolerations" .Values.tolerations
            "affinity" .Values.affinity }}
      {{- with $value }}
      {{ $field }}: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: {{ .Values.service.port }}
              protocol: TCP
          {{- range $field := list "securityContext" "livenessProbe" "readinessProbe" "resources" "volumeMounts" }}
          {{- with index $.Values $field }}
          {{ $field }}: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- end }}
"""

_SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  selector: {{- include "<CHARTNAME>.selectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: {{ .Values.service.port }}
      targetPort: http
      protocol: TCP
"""

_SERVICE_ACCOUNT = """\
{{- if .Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "<CHARTNAME>.serviceAccountName" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
  {{- with .Values.serviceAccount.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: {{ .Values.serviceAccount.automount }}
{{- end }}
"""

_INGRESS = """\
{{- if .Values.ingress.enabled }}
{{- $backend := dict "name" (include "<CHARTNAME>.fullname" .) "port" (dict "number" .Values.service.port) }}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
  {{- with .Values.ingress.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .Values.ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with .Values.ingress.tls }}
  tls: {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ quote .host }}
      http:
        paths:
          {{- range .paths }}
          - path: {{ .path }}
            {{- with .pathType }}
            pathType: {{ . }}
            {{- end }}
            backend:
              service: {{- toYaml $backend | nindent 16 }}
          {{- end }}
    {{- end }}
{{- end }}
"""

_HTTP_ROUTE = """\
{{- if .Values.httpRoute.enabled }}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
  {{- with .Values.httpRoute.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  parentRefs: {{- toYaml .Values.httpRoute.parentRefs | nindent 4 }}
  {{- with .Values.httpRoute.hostnames }}
  hostnames: {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range .Values.httpRoute.rules }}
    - backendRefs:
        - name: {{ include "<CHARTNAME>.fullname" $ }}
          port: {{ $.Values.service.port }}
          weight: 1
      {{- with .matches }}
      matches: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .filters }}
      filters: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
{{- end }}
"""

_AUTOSCALER = """\
{{- if .Values.autoscaling.enabled }}
{{- $targets := dict
      "cpu" .Values.autoscaling.targetCPUUtilizationPercentage
      "memory" .Values.autoscaling.targetMemoryUtilizationPercentage }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "<CHARTNAME>.fullname" . }}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    {{- range $resource, $percentage := $targets }}
    {{- if $percentage }}
    - type: Resource
      resource:
        name: {{ $resource }}
        target:
          type: Utilization
          averageUtilization: {{ $percentage }}
    {{- end }}
    {{- end }}
{{- end }}
"""

_NOTES = """\
{{ .Release.Name }} runs in the namespace {{ .Release.Namespace }}. To reach it:
{{ if .Values.httpRoute.enabled }}
{{- range .Values.httpRoute.hostnames }}
  http://{{ . }}
{{- else }}
  through the gateway {{ (first .Values.httpRoute.parentRefs).name }}, under the host names of its listeners
{{- end }}
{{- else if .Values.ingress.enabled }}
{{- $scheme := empty .Values.ingress.tls | ternary "http" "https" }}
{{- range $host := .Values.ingress.hosts }}
{{- range .paths }}
  {{ $scheme }}://{{ $host.host }}{{ .path }}
{{- end }}
{{- end }}
{{- else }}
{{- $service := include "<CHARTNAME>.fullname" . }}
{{- if eq .Values.service.type "ClusterIP" }}
  kubectl -n {{ .Release.Namespace }} port-forward service/{{ $service }} 8080:{{ .Values.service.port }}
  and then http://127.0.0.1:8080
{{- else }}
  kubectl -n {{ .Release.Namespace }} get service {{ $service }} -o wide
  shows the {{ eq .Values.service.type "NodePort" | ternary "port of each node" "address, once there is one" }}
{{- end }}
{{- end }}
"""

_TEST = """\
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "<CHARTNAME>.fullname" . }}-test-connection
  labels: {{- include "<CHARTNAME>.labels" . | nindent 4 }}
  annotations:
    # Run by chart_test and by "helm test", not at an installation.
    helm.sh/hook: test
spec:
  restartPolicy: Never
  containers:
    - name: wget
      image: busybox
      command: [wget]
      args: ['{{ include "<CHARTNAME>.fullname" . }}:{{ .Values.service.port }}']
"""

_FILES = {
    "Chart.yaml": _CHART,
    "values.yaml": _VALUES,
    ".helmignore": _IGNORE,
    "templates/ingress.yaml": _INGRESS,
    "templates/httproute.yaml": _HTTP_ROUTE,
    "templates/deployment.yaml": _DEPLOYMENT,
    "templates/service.yaml": _SERVICE,
    "templates/serviceaccount.yaml": _SERVICE_ACCOUNT,
    "templates/hpa.yaml": _AUTOSCALER,
    "templates/NOTES.txt": _NOTES,
    "templates/_helpers.tpl": _HELPERS,
    "templates/tests/test-connection.yaml": _TEST,
}


def scaffold(name: str) -> dict[str, bytes]:
    """The files of a new chart of that name, by their paths in its folder."""
    return {path: text.replace(PLACEHOLDER, name).encode() for path, text in _FILES.items()}


__all__ = ("PLACEHOLDER", "scaffold")
