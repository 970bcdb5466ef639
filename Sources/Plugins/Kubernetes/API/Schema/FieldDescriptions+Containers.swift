extension FieldDescriptions {
  static let containers = """
    Container: One program of a pod, and the image that it comes from.
    Container.name*: The name, unique in the pod.
    Container.image: The image, such as nginx:1.25.
    Container.command: The program and its first arguments, in place of the image's entrypoint.
    Container.args: The arguments, in place of the image's command.
    Container.workingDir: The directory that the program starts in.
    Container.ports: The ports that the program listens on. It can be reached on others, too.
    Container.envFrom: ConfigMaps and Secrets of which every key becomes a variable.
    Container.env: Variables of the environment.
    Container.resources: How much processor time and memory the container asks for, and how much it may have.
    Container.restartPolicy: Always makes a sidecar of an init container.
    Container.volumeMounts: Which volumes of the pod are seen where.
    Container.livenessProbe: How to see that the container has to be started anew.
    Container.readinessProbe: How to see that the container can serve. While it cannot, the pod is in no Service.
    Container.startupProbe: How to see that the container has started. The other probes wait for that.
    Container.lifecycle: What is done after the start and before the end.
    Container.terminationMessagePath: The file in which the program may leave its last words.
    Container.terminationMessagePolicy {FallbackToLogsOnError, File}: Where the last words come from.
    Container.imagePullPolicy {Always, IfNotPresent, Never}: When the image is pulled. The default is Always for the tag latest, else IfNotPresent.
    Container.stdin: Whether the program has a standard input that others can be joined to.
    Container.stdinOnce: Whether the standard input ends with the first who was joined to it.
    Container.tty: Whether the program gets a terminal.
    Container.securityContext: The user and the rights of the program.
    SecurityContext: The user and the rights of a program.
    SecurityContext.privileged: Whether the program has all rights on its node.
    SecurityContext.runAsUser: The number of the user.
    SecurityContext.runAsGroup: The number of the user's first group.
    SecurityContext.runAsNonRoot: Whether the container must not start as root.
    SecurityContext.readOnlyRootFilesystem: Whether files can only be written in volumes.
    ContainerPort: A port that a container listens on.
    ContainerPort.name: A name by which Services and probes may call it.
    ContainerPort.hostPort: The port of the node that leads to it.
    ContainerPort.containerPort*: The number, from 1 to 65535.
    ContainerPort.protocol {SCTP, TCP, UDP}: The protocol. The default is TCP.
    ContainerPort.hostIP: The address of the node for hostPort.
    EnvVar: A variable of the environment.
    EnvVar.name*: The name of the variable.
    EnvVar.value: The value. $(NAME) stands for the value of a variable before it.
    EnvVar.valueFrom: Where else the value comes from.
    EnvVarSource: Where the value of a variable comes from.
    EnvVarSource.fieldRef: A field of the pod, such as metadata.name or status.podIP.
    EnvVarSource.configMapKeyRef: A key of a ConfigMap.
    EnvVarSource.secretKeyRef: A key of a Secret.
    EnvVarSource.resourceFieldRef <ResourceFieldSelector>: A request or limit of the container.
    EnvFromSource: An object of which every key becomes a variable.
    EnvFromSource.prefix: What is put before each name.
    EnvFromSource.configMapRef: The ConfigMap.
    EnvFromSource.secretRef: The Secret.
    ConfigMapEnvSource: The name of an object whose keys become variables.
    ConfigMapEnvSource.name: The name of the object.
    SecretEnvSource.name: The name of the object.
    ConfigMapKeySelector: A key of a ConfigMap.
    ConfigMapKeySelector.name: The name of the ConfigMap.
    ConfigMapKeySelector.key*: The key.
    SecretKeySelector: A key of a Secret.
    SecretKeySelector.name: The name of the Secret.
    SecretKeySelector.key*: The key.
    ObjectFieldSelector: A field of the pod.
    ObjectFieldSelector.fieldPath*: The path of the field.
    ObjectFieldSelector.apiVersion: The version in which the path is written.
    ResourceRequirements: Amounts of processor time and memory.
    ResourceRequirements.limits: What may be used at most.
    ResourceRequirements.requests: What is kept free for it on the node.
    Probe: A question that the kubelet asks again and again.
    Probe.exec: A command in the container. Status 0 is a yes.
    Probe.httpGet: A request by HTTP. A status from 200 to 399 is a yes.
    Probe.tcpSocket: A connection. That it opens is a yes.
    Probe.grpc: A call of the health service of gRPC.
    Probe.initialDelaySeconds: How long to wait after the start before the first time.
    Probe.timeoutSeconds: After how many seconds no answer is a no. The default is 1.
    Probe.periodSeconds: How often to ask. The default is every 10 seconds.
    Probe.successThreshold: How many times yes in a row make it a success. The default is 1.
    Probe.failureThreshold: How many times no in a row make it a failure. The default is 3.
    Probe.terminationGracePeriodSeconds: The grace period of a container that a failed probe ends.
    ExecAction: A command that is run in the container.
    ExecAction.command: The program and its arguments; no shell is in between.
    GRPCAction: A call by gRPC.
    GRPCAction.port*: The port.
    GRPCAction.service: The name of the service that is asked about.
    HTTPGetAction: A request by HTTP.
    HTTPGetAction.path: The path.
    HTTPGetAction.port*: The number or the name of the port.
    HTTPGetAction.host: The host; the pod itself by default.
    HTTPGetAction.scheme {HTTP, HTTPS}: The scheme. The default is HTTP.
    HTTPGetAction.httpHeaders: Header fields to send.
    HTTPHeader: A field of a header.
    HTTPHeader.name*: The name of the field.
    HTTPHeader.value*: The value of the field.
    TCPSocketAction: A connection that is opened and closed again.
    TCPSocketAction.port*: The number or the name of the port.
    TCPSocketAction.host: The host; the pod itself by default.
    SleepAction: A pause.
    SleepAction.seconds*: How long.
    Lifecycle: What is done at two moments of a container's life.
    Lifecycle.postStart: Done right after the start. If it fails, the container is killed.
    Lifecycle.preStop: Done before the container is asked to end; it takes from the grace period.
    LifecycleHandler: What is to be done.
    LifecycleHandler.exec: A command in the container.
    LifecycleHandler.httpGet: A request by HTTP.
    LifecycleHandler.tcpSocket: An old way that has no effect.
    LifecycleHandler.sleep: A pause.
    ContainerStatus: What is known of one container.
    ContainerStatus.name*: The name of the container.
    ContainerStatus.state: What it does now: waiting, running or terminated.
    ContainerStatus.lastState: How its run before this one ended.
    ContainerStatus.ready*: Whether it can serve.
    ContainerStatus.restartCount*: How often it was started again.
    ContainerStatus.image*: The image that it runs.
    ContainerStatus.imageID*: The digest of that image.
    ContainerStatus.containerID: The number of the container on the node.
    ContainerStatus.started: Whether its startup probe has succeeded.
    ContainerStatus.volumeMounts: What is mounted into it.
    ContainerState: One of three states. An empty one is waiting.
    ContainerState.waiting: It does not run yet.
    ContainerState.running: It runs.
    ContainerState.terminated: It has ended.
    ContainerStateWaiting: A container that does not run yet.
    ContainerStateRunning: A container that runs.
    ContainerStateRunning.startedAt: Since when.
    ContainerStateTerminated: A container that has ended.
    ContainerStateTerminated.exitCode*: Its exit status.
    ContainerStateTerminated.signal: The signal that ended it.
    ContainerStateTerminated.startedAt: When it was started.
    ContainerStateTerminated.finishedAt: When it ended.
    ContainerStateTerminated.containerID: The number of the container on the node.
    VolumeMount: A volume of the pod, as a container sees it.
    VolumeMount.name*: The name of the volume.
    VolumeMount.mountPath*: Where it is seen.
    VolumeMount.subPath: The part of the volume that is seen; the whole by default. Files that come from a ConfigMap this way are never renewed.
    VolumeMount.subPathExpr: The same, with variables of the container in it.
    VolumeMountStatus: A volume that is mounted.
    VolumeMountStatus.name*: The name of the volume.
    VolumeMountStatus.mountPath*: Where it is seen.
    VolumeMountStatus.recursiveReadOnly: Whether what is mounted below it is read-only, too.
    Volume: A volume of a pod.
    Volume.name*: The name, unique in the pod.
    Volume.hostPath: A directory of the node.
    Volume.emptyDir: An empty directory that lives as long as the pod.
    Volume.secret: The keys of a Secret as files.
    Volume.persistentVolumeClaim: The volume that a claim is bound to.
    Volume.configMap: The keys of a ConfigMap as files.
    Volume.projected <ProjectedVolumeSource>: Several sources in one directory.
    Volume.downwardAPI <DownwardAPIVolumeSource>: Fields of the pod as files.
    EmptyDirVolumeSource: A directory that is empty when the pod starts and gone when it ends.
    EmptyDirVolumeSource.medium: Memory keeps it in memory.
    EmptyDirVolumeSource.sizeLimit: How large it may grow.
    HostPathVolumeSource: A file or directory of the node.
    HostPathVolumeSource.path*: Its path on the node.
    HostPathVolumeSource.type {BlockDevice, CharDevice, Directory, DirectoryOrCreate, File, FileOrCreate, Socket}: What it has to be.
    PersistentVolumeClaimVolumeSource: A claim in the namespace of the pod.
    PersistentVolumeClaimVolumeSource.claimName*: The name of the claim.
    ConfigMapVolumeSource: The keys of a ConfigMap as files.
    ConfigMapVolumeSource.name: The name of the ConfigMap.
    ConfigMapVolumeSource.items: Which keys become which files; all by default.
    ConfigMapVolumeSource.defaultMode: The permissions of the files. The default is 0644.
    SecretVolumeSource: The keys of a Secret as files.
    SecretVolumeSource.secretName: The name of the Secret.
    SecretVolumeSource.items: Which keys become which files; all by default.
    SecretVolumeSource.defaultMode: The permissions of the files. The default is 0644.
    KeyToPath: A key that becomes a file.
    KeyToPath.key*: The key.
    KeyToPath.path*: The path of the file.
    KeyToPath.mode: The permissions of the file.
    """
}
