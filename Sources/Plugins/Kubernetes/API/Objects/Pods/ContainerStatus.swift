/// What the kubelet reports about one container.
public struct ContainerStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStatus" }

  /// The container of the spec that it is about.
  public var name: String = ""
  /// What it does now.
  public var state = ContainerState()
  /// How the run before ended; empty before the first restart.
  public var lastState = ContainerState()
  /// Whether it counts in the READY column (N3, N8).
  public var ready: Bool = false
  /// How often it was started again: the RESTARTS column. It begins anew when no instance outlived
  /// a loss of power.
  public var restartCount: Int32 = 0
  /// The reference that was pulled.
  public var image: String = ""
  /// A digest that belongs to the reference; empty before it is pulled.
  public var imageID: String = ""
  /// The present or last instance, `containerd://…`; another one after each restart.
  public var containerID: String = ""
  /// Whether it runs and its startup probe, if it has one, has succeeded.
  public var started: Bool?
  /// What is mounted where; a mirror of the spec.
  public var volumeMounts: [VolumeMountStatus] = []
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("state", &state)
    try fields.field("lastState", &lastState)
    try fields.always("ready", &ready)
    try fields.always("restartCount", &restartCount)
    try fields.always("image", &image)
    try fields.always("imageID", &imageID)
    try fields.field("containerID", &containerID)
    try fields.field("started", &started)
    try fields.field("volumeMounts", &volumeMounts)
    fields.keep(
      [
        "allocatedResources", "resources", "user", "allocatedResourcesStatus",
      ], in: &kept)
  }
}
