/// What a container does now; at most one of the three is set.
public struct ContainerState: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerState" }

  /// Set before it starts, and between two starts.
  public var waiting: ContainerStateWaiting?
  /// Set while its main process runs.
  public var running: ContainerStateRunning?
  /// Set after it has ended, unless it waits to be started again.
  public var terminated: ContainerStateTerminated?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("waiting", &waiting)
    try fields.field("running", &running)
    try fields.field("terminated", &terminated)
  }
}
