/// One container of a pod: an image and how to run it.
public struct Container: FieldRecord, Hashable {
  public static var goType: String { "v1.Container" }

  /// Unique in the pod, a DNS label.
  public var name: String = ""
  /// The reference to pull: `nginx:1.25`.
  public var image: String = ""
  /// Replaces the image's entrypoint and command; empty keeps them. `$(NAME)` is expanded.
  public var command: [String] = []
  /// Replaces the image's command; empty keeps it. `$(NAME)` is expanded.
  public var args: [String] = []
  /// Made when it is missing; empty for that of the image.
  public var workingDir: String = ""
  /// Names for Services and probes, and ports of the node. A port that is not listed is reached all
  /// the same.
  public var ports: [ContainerPort] = []
  /// Whole ConfigMaps and Secrets; later ones win, and ``env`` wins over all.
  public var envFrom: [EnvFromSource] = []
  /// Variables, in order: a later one may use those before it.
  public var env: [EnvVar] = []
  /// What the scheduler counts (N1). Nothing is slowed down or killed for using more.
  public var resources = ResourceRequirements()
  /// `Always` on an init container makes it a sidecar.
  public var restartPolicy: String?
  /// Which volumes are seen where; each path once.
  public var volumeMounts: [VolumeMount] = []
  /// Failing it restarts the container.
  public var livenessProbe: Probe?
  /// Until it succeeds the pod is not Ready (E1); without one it is as soon as it runs (N8).
  public var readinessProbe: Probe?
  /// The other probes begin after it succeeds; failing it restarts the container.
  public var startupProbe: Probe?
  /// What is done after the start and before the stop signal (N6).
  public var lifecycle: Lifecycle?
  /// The file whose text becomes the message of the end; `/dev/termination-log` by default.
  public var terminationMessagePath: String = ""
  /// `File`, or `FallbackToLogsOnError`: the last 80 lines when it failed and left no message.
  public var terminationMessagePolicy: String = ""
  /// `Always` for the tag `latest` or none, else `IfNotPresent`; or `Never`.
  public var imagePullPolicy: String = ""
  /// Whether the main process has a standard input that clients can write to.
  public var stdin: Bool = false
  /// Not acted on: the input stays open when the first client leaves.
  public var stdinOnce: Bool = false
  /// Only sets `TERM`: there are no terminals here.
  public var tty: Bool = false
  /// Rights; nil for those of the pod.
  public var securityContext: SecurityContext?
  /// Fields that are valid in Kubernetes; all that would have an effect are refused.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("image", &image)
    try fields.field("command", &command)
    try fields.field("args", &args)
    try fields.field("workingDir", &workingDir)
    try fields.field("ports", &ports)
    try fields.field("envFrom", &envFrom)
    try fields.field("env", &env)
    try fields.field("resources", &resources)
    try fields.field("restartPolicy", &restartPolicy)
    try fields.field("volumeMounts", &volumeMounts)
    try fields.field("livenessProbe", &livenessProbe)
    try fields.field("readinessProbe", &readinessProbe)
    try fields.field("startupProbe", &startupProbe)
    try fields.field("lifecycle", &lifecycle)
    try fields.field("terminationMessagePath", &terminationMessagePath)
    try fields.field("terminationMessagePolicy", &terminationMessagePolicy)
    try fields.field("imagePullPolicy", &imagePullPolicy)
    try fields.field("stdin", &stdin)
    try fields.field("stdinOnce", &stdinOnce)
    try fields.field("tty", &tty)
    try fields.field("securityContext", &securityContext)
    fields.keep(["resizePolicy", "volumeDevices"], in: &kept)
  }
}
