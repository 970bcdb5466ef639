public import Simulation

/// A container that runs.
public struct ContainerStateRunning: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStateRunning" }

  /// Since when, in whole seconds.
  public var startedAt: VirtualTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.nullable("startedAt", &startedAt)
  }
}
