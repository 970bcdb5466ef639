extension GoSchema {
  static let containers: [String: [String]] = [
    "Container": [
      "Name name s", "Image image s", "Command command []string", "Args args []string",
      "WorkingDir workingDir s", "Ports ports []ContainerPort", "EnvFrom envFrom []EnvFromSource",
      "Env env []EnvVar", "Resources resources ResourceRequirements",
      "ResizePolicy resizePolicy nil", "RestartPolicy restartPolicy *s",
      "VolumeMounts volumeMounts []VolumeMount", "VolumeDevices volumeDevices []VolumeDevice",
      "LivenessProbe livenessProbe *Probe", "ReadinessProbe readinessProbe *Probe",
      "StartupProbe startupProbe *Probe", "Lifecycle lifecycle *Lifecycle",
      "TerminationMessagePath terminationMessagePath s",
      "TerminationMessagePolicy terminationMessagePolicy s", "ImagePullPolicy imagePullPolicy s",
      "SecurityContext securityContext *SecurityContext", "Stdin stdin b",
      "StdinOnce stdinOnce b", "TTY tty b",
    ],
    "ContainerPort": [
      "Name name s", "HostPort hostPort i", "ContainerPort containerPort i",
      "Protocol protocol s", "HostIP hostIP s",
    ],
    "EnvFromSource": [
      "Prefix prefix s", "ConfigMapRef configMapRef *ConfigMapEnvSource",
      "SecretRef secretRef *SecretEnvSource",
    ],
    "ConfigMapEnvSource": [
      "LocalObjectReference - +LocalObjectReference", "Optional optional *b",
    ],
    "SecretEnvSource": ["LocalObjectReference - +LocalObjectReference", "Optional optional *b"],
    "EnvVar": ["Name name s", "Value value s", "ValueFrom valueFrom *EnvVarSource"],
    "EnvVarSource": [
      "FieldRef fieldRef *ObjectFieldSelector",
      "ResourceFieldRef resourceFieldRef *ResourceFieldSelector",
      "ConfigMapKeyRef configMapKeyRef *ConfigMapKeySelector",
      "SecretKeyRef secretKeyRef *SecretKeySelector",
    ],
    "ObjectFieldSelector": ["APIVersion apiVersion s", "FieldPath fieldPath s"],
    "ResourceFieldSelector": [
      "ContainerName containerName s", "Resource resource s", "Divisor divisor q",
    ],
    "ConfigMapKeySelector": [
      "LocalObjectReference - +LocalObjectReference", "Key key s", "Optional optional *b",
    ],
    "SecretKeySelector": [
      "LocalObjectReference - +LocalObjectReference", "Key key s", "Optional optional *b",
    ],
    "ResourceRequirements": [
      "Limits limits res", "Requests requests res", "Claims claims []ResourceClaim",
    ],
    "ResourceClaim": ["Name name s", "Request request s"],
    "VolumeMount": [
      "Name name s", "ReadOnly readOnly b", "RecursiveReadOnly recursiveReadOnly *s",
      "MountPath mountPath s", "SubPath subPath s", "MountPropagation mountPropagation *s",
      "SubPathExpr subPathExpr s",
    ],
    "VolumeDevice": ["Name name s", "DevicePath devicePath s"],
    "Probe": [
      "ProbeHandler - +ProbeHandler", "InitialDelaySeconds initialDelaySeconds i",
      "TimeoutSeconds timeoutSeconds i", "PeriodSeconds periodSeconds i",
      "SuccessThreshold successThreshold i", "FailureThreshold failureThreshold i",
      "TerminationGracePeriodSeconds terminationGracePeriodSeconds *i",
    ],
    "ProbeHandler": [
      "Exec exec *ExecAction", "HTTPGet httpGet *HTTPGetAction",
      "TCPSocket tcpSocket *TCPSocketAction", "GRPC grpc *GRPCAction",
    ],
    "ExecAction": ["Command command []string"],
    "HTTPGetAction": [
      "Path path s", "Port port ios", "Host host s", "Scheme scheme s",
      "HTTPHeaders httpHeaders []HTTPHeader",
    ],
    "HTTPHeader": ["Name name s", "Value value s"],
    "TCPSocketAction": ["Port port ios", "Host host s"],
    "GRPCAction": ["Port port i", "Service service *s"],
    "Lifecycle": [
      "PostStart postStart *LifecycleHandler", "PreStop preStop *LifecycleHandler",
    ],
    "LifecycleHandler": [
      "Exec exec *ExecAction", "HTTPGet httpGet *HTTPGetAction",
      "TCPSocket tcpSocket *TCPSocketAction", "Sleep sleep *SleepAction",
    ],
    "SleepAction": ["Seconds seconds i"],
    "SecurityContext": [
      "Capabilities capabilities *Capabilities", "Privileged privileged *b",
      "SELinuxOptions seLinuxOptions nil", "WindowsOptions windowsOptions nil",
      "RunAsUser runAsUser *i", "RunAsGroup runAsGroup *i", "RunAsNonRoot runAsNonRoot *b",
      "ReadOnlyRootFilesystem readOnlyRootFilesystem *b",
      "AllowPrivilegeEscalation allowPrivilegeEscalation *b", "ProcMount procMount *s",
      "SeccompProfile seccompProfile *SeccompProfile", "AppArmorProfile appArmorProfile nil",
    ],
    "Capabilities": ["Add add []core.Capability", "Drop drop []core.Capability"],
  ]
}
