public import Simulation

/// Why attaching or detaching failed last.
public struct VolumeError: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeError" }

  /// When.
  public var time: VirtualTime?
  /// What went wrong.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("time", &time)
    try fields.field("message", &message)
  }
}
