/// The name of an object in the same namespace.
public struct LocalObjectReference: FieldRecord, Hashable {
  public static var goType: String { "v1.LocalObjectReference" }

  /// Its name, in the namespace of the object that refers to it.
  public var name: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
  }
}
