/// One container of a pod: an image and how to run it.
public struct Container: FieldRecord, Hashable {
  public static var goType: String { "v1.Container" }

  public var name: String = ""
  public var image: String = ""
  public var command: [String] = []
  public var args: [String] = []
  public var workingDir: String = ""
  public var ports: [ContainerPort] = []
  public var envFrom: [EnvFromSource] = []
  public var env: [EnvVar] = []
  public var resources = ResourceRequirements()
  /// `Always` on an init container makes it a sidecar.
  public var restartPolicy: String?
  public var volumeMounts: [VolumeMount] = []
  public var livenessProbe: Probe?
  public var readinessProbe: Probe?
  public var startupProbe: Probe?
  public var lifecycle: Lifecycle?
  public var terminationMessagePath: String = ""
  public var terminationMessagePolicy: String = ""
  public var imagePullPolicy: String = ""
  public var stdin: Bool = false
  public var stdinOnce: Bool = false
  public var tty: Bool = false
  /// Fields that are valid, kept and printed back, and have no effect here.
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
    fields.keep(
      [
        "securityContext", "resizePolicy", "volumeDevices",
      ], in: &kept)
  }
}
