/**
 * Helm charts as people write them: a number in, the files of so many charts out. Most of their templates are no YAML before Helm
 * has read them: actions stand on lines of their own, between quotes, as keys, and around whole documents. None has a sign of
 * CloudFormation.
 */

const helpers = (name) => `{{- define "${name}.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- with .Values.extraLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}
`;

const deployment = (name) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "${name}.fullname" . }}
  labels: {{- include "${name}.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- range $key, $value := .Values.env }}
          {{ $key }}: {{ $value | quote }}
          {{- end }}
          resources:
{{ toYaml .Values.resources | indent 12 }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
`;

const service = (name) => `{{- if .Values.service.enabled -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "${name}.fullname" . }}
  annotations:
    {{ tpl (toYaml .Values.service.annotations) . | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  ports:
  {{- range .Values.service.ports }}
  - port: {{ .port }}
    {{- if (and (eq $.Values.service.type "NodePort") .nodePort) }}
    nodePort: {{ .nodePort }}
    {{- end }}
  {{- end }}
{{- end }}
`;

const configMap = (name) => `{{ $root := . }}
{{ range $file, $_ := .Files.Glob "dashboards/*.json" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}-{{ $file | trimSuffix ".json" }}
data:
  {{ $file }}: |-
{{ $root.Files.Get $file | indent 4 }}
{{ end }}
`;

const rules = (name) => `groups:
- name: ${name}
  rules:
  - alert: {{ .Values.prefix }}Down
    expr: up{job="${name}"} == 0
    annotations:
      summary: '{{"{{"}} $labels.instance {{"}}"}} of {{ .Release.Name }} is down'
      {{ if .Values.runbook }}runbook: {{ .Values.runbook }}/${name}{{ end }}
`;

const dashboard = (name) => `{
  "title": {{ printf "%s / Resources" .Values.title | quote }},
  "uid": "${name}",
  "panels": [{{ range $index, $panel := .Values.panels }}{{ if $index }}, {{ end }}{{ $panel | toJson }}{{ end }}]
}
`;

const values = (name, number) => `# Values of ${name}
replicas: ${1 + (number % 3)}
image:
  repository: registry.example.com/${name}
  tag: ""
resources:
  limits: {cpu: ${100 * (1 + (number % 4))}m, memory: 128Mi}
service: {enabled: true, type: ClusterIP, annotations: {}, ports: [{port: ${8000 + number}}]}
autoscaling:
  enabled: false
`;

const schema = (name) => JSON.stringify({ title: name, type: 'object', properties: { replicas: { type: 'integer' } } });

const names = ['api', 'web', 'queue', 'worker', 'cache', 'gateway', 'metrics', 'search'];

/** The files of `count` charts, name to text. */
export function charts(count) {
  const files = {};
  for (let number = 0; number < count; number += 1) {
    const name = `${names[number % names.length]}-${number}`;
    const chart = {
      'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 0.${number}.0\nappVersion: "1.${number}"\n`,
      'values.yaml': values(name, number),
      'values.schema.json': schema(name),
      'templates/_helpers.yaml': helpers(name),
      'templates/deployment.yaml': deployment(name),
      'templates/service.yml': service(name),
      'templates/dashboards.yaml': configMap(name),
      'files/rules.template': rules(name),
      'dashboards/overview.json': dashboard(name),
    };
    for (const [file, text] of Object.entries(chart)) files[`charts/${name}/${file}`] = text;
  }
  return files;
}
