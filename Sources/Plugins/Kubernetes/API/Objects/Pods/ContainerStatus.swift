/// What the kubelet reports about one container.
public struct ContainerStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStatus" }

  public var name: String = ""
  public var state = ContainerState()
  public var lastState = ContainerState()
  public var ready: Bool = false
  public var restartCount: Int32 = 0
  public var image: String = ""
  public var imageID: String = ""
  public var containerID: String = ""
  public var started: Bool?
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
