/// A volume of a storage driver.
public struct CSIPersistentVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.CSIPersistentVolumeSource" }

  public var driver: String = ""
  public var volumeHandle: String = ""
  public var readOnly: Bool = false
  public var fsType: String = ""
  public var volumeAttributes = StringMap()
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("driver", &driver)
    try fields.always("volumeHandle", &volumeHandle)
    try fields.field("readOnly", &readOnly)
    try fields.field("fsType", &fsType)
    try fields.field("volumeAttributes", &volumeAttributes)
    fields.keep(
      [
        "controllerPublishSecretRef", "nodeStageSecretRef", "nodePublishSecretRef",
        "controllerExpandSecretRef", "nodeExpandSecretRef",
      ], in: &kept)
  }
}
