/// What is wanted of a StatefulSet.
public struct StatefulSetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetSpec" }

  /// How many pods; 1 by default (S29).
  public var replicas: Int32?
  /// Which pods are its own. It must match the template and cannot be changed (S28).
  public var selector: LabelSelector?
  /// What pods are made from; a change of it makes a revision (S16).
  public var template = PodTemplateSpec()
  /// A claim of each for each pod (S18). They cannot be changed (S28).
  public var volumeClaimTemplates: [PersistentVolumeClaimTemplate] = []
  /// The pods' subdomain (S1). It cannot be changed (S28), and whether there is such a Service is
  /// not checked.
  public var serviceName: String = ""
  /// `OrderedReady` by default (S4), or `Parallel` (S5). It cannot be changed (S28).
  public var podManagementPolicy: String = ""
  /// How pods come to a new revision (S10, S12).
  public var updateStrategy = StatefulSetUpdateStrategy()
  /// How many revisions without a pod are kept; 10 by default (S16, S29).
  public var revisionHistoryLimit: Int32?
  /// Seconds that a pod has to be Ready before the next is touched; 0 by default (S4, S6).
  public var minReadySeconds: Int32 = 0
  /// What becomes of the claims; `Retain` in both cases by default (S19).
  public var persistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy?
  /// With which ordinal the pods begin (S20).
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
