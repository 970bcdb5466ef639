/// What is wanted of a namespace.
public struct NamespaceSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.NamespaceSpec" }

  /// Holds `kubernetes` until everything in the namespace is gone.
  public var finalizers: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("finalizers", &finalizers)
  }
}
