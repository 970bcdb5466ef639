/// What is wanted of a StatefulSet.
public struct StatefulSetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetSpec" }

  public var replicas: Int32?
  public var selector: LabelSelector?
  public var template = PodTemplateSpec()
  public var volumeClaimTemplates: [PersistentVolumeClaimTemplate] = []
  public var serviceName: String = ""
  public var podManagementPolicy: String = ""
  public var updateStrategy = StatefulSetUpdateStrategy()
  public var revisionHistoryLimit: Int32?
  public var minReadySeconds: Int32 = 0
  public var persistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy?
  public var ordinals: StatefulSetOrdinals?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("replicas", &replicas)
    try fields.nullable("selector", &selector)
    try fields.field("template", &template)
    try fields.field("volumeClaimTemplates", &volumeClaimTemplates)
    try fields.always("serviceName", &serviceName)
    try fields.field("podManagementPolicy", &podManagementPolicy)
    try fields.field("updateStrategy", &updateStrategy)
    try fields.field("revisionHistoryLimit", &revisionHistoryLimit)
    try fields.field("minReadySeconds", &minReadySeconds)
    try fields.field("persistentVolumeClaimRetentionPolicy", &persistentVolumeClaimRetentionPolicy)
    try fields.field("ordinals", &ordinals)
  }
}
