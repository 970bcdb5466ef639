/// What is wanted of a Job.
public struct JobSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.JobSpec" }

  public var parallelism: Int32?
  public var completions: Int32?
  public var activeDeadlineSeconds: Int64?
  public var backoffLimit: Int32?
  public var selector: LabelSelector?
  public var manualSelector: Bool?
  public var template = PodTemplateSpec()
  public var ttlSecondsAfterFinished: Int32?
  public var completionMode: String?
  public var suspend: Bool?
  public var podReplacementPolicy: String?
  /// Fields of v1.32 that are refused here; see the validation.
  public var kept = KeptFields()

  /// Valid fields that the simulation does not have.
  public static let unsupported = [
    "podFailurePolicy", "successPolicy", "backoffLimitPerIndex", "maxFailedIndexes", "managedBy",
  ]

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("parallelism", &parallelism)
    try fields.field("completions", &completions)
    try fields.field("activeDeadlineSeconds", &activeDeadlineSeconds)
    try fields.field("backoffLimit", &backoffLimit)
    try fields.field("selector", &selector)
    try fields.field("manualSelector", &manualSelector)
    try fields.field("template", &template)
    try fields.field("ttlSecondsAfterFinished", &ttlSecondsAfterFinished)
    try fields.field("completionMode", &completionMode)
    try fields.field("suspend", &suspend)
    try fields.field("podReplacementPolicy", &podReplacementPolicy)
    fields.keep(JobSpec.unsupported, in: &kept)
  }
}
