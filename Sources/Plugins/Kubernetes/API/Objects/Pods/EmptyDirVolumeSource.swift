/// A directory that lives and dies with the pod.
public struct EmptyDirVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EmptyDirVolumeSource" }

  /// `Memory` keeps it in the node's memory: lost with its power. Empty for its disk.
  public var medium: String = ""
  /// In memory the size of the file system; on disk, growing beyond it evicts the pod.
  public var sizeLimit: Quantity?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("medium", &medium)
    try fields.field("sizeLimit", &sizeLimit)
  }
}
