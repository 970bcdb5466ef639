/// A field of the pod itself, `metadata.name` for instance.
public struct ObjectFieldSelector: FieldRecord, Hashable {
  public static var goType: String { "v1.ObjectFieldSelector" }

  /// `v1` by default; not acted on.
  public var apiVersion: String = ""
  /// `metadata.name`, `status.podIP` and the like; another one keeps the container from starting.
  public var fieldPath: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("apiVersion", &apiVersion)
    try fields.always("fieldPath", &fieldPath)
  }
}
