/// A header that an HTTP probe sends.
public struct HTTPHeader: FieldRecord, Hashable {
  public static var goType: String { "v1.HTTPHeader" }

  /// The name, as it is sent.
  public var name: String = ""
  /// The value, as it is sent.
  public var value: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.always("value", &value)
  }
}
