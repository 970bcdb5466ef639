/// What is wanted of a Job.
public struct JobSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.JobSpec" }

  /// The most pods at the same time; 1 by default.
  public var parallelism: Int32?
  /// How many have to succeed; 1 by default, nil with ``parallelism`` alone: then one success is
  /// enough and no more are started.
  public var completions: Int32?
  /// Seconds from the start to failure; nil for no limit. It does not run while suspended.
  public var activeDeadlineSeconds: Int64?
  /// Failures that are borne; one more ends the Job. 6 by default.
  public var backoffLimit: Int32?
  /// Filled in by the server from the Job's uid.
  public var selector: LabelSelector?
  /// True is refused here.
  public var manualSelector: Bool?
  /// What pods are made from. It cannot be changed; its restart policy is `Never` or `OnFailure`.
  public var template = PodTemplateSpec()
  /// Seconds after its end until it is deleted with its pods; nil keeps it.
  public var ttlSecondsAfterFinished: Int32?
  /// `NonIndexed`; `Indexed` is refused here.
  public var completionMode: String?
  /// While true its pods are taken away; false by default.
  public var suspend: Bool?
  /// `TerminatingOrFailed` by default: at once; `Failed`: when the old pod has ended.
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
