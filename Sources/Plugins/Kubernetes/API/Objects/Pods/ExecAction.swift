/// A command that is run inside the container.
public struct ExecAction: FieldRecord, Hashable {
  public static var goType: String { "v1.ExecAction" }

  /// The program and its arguments; run without a shell.
  public var command: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("command", &command)
  }
}
