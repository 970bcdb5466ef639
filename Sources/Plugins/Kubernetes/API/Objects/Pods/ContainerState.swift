/// What a container does now; at most one of the three is set.
public struct ContainerState: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerState" }

  public var waiting: ContainerStateWaiting?
  public var running: ContainerStateRunning?
  public var terminated: ContainerStateTerminated?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("waiting", &waiting)
    try fields.field("running", &running)
    try fields.field("terminated", &terminated)
  }
}
