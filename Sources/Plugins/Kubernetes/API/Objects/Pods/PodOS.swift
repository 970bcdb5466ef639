/// The operating system that a pod is made for.
public struct PodOS: FieldRecord, Hashable {
  public static var goType: String { "v1.PodOS" }

  /// `linux` or `windows`; the kubelets, all of which run on Linux, reject the latter.
  public var name: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
  }
}
