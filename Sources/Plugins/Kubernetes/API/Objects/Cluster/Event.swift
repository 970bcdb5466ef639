public import Simulation

/// Something that happened to an object.
public final class Event: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .events }

  /// The object, in the version that it had then.
  public var involvedObject = ObjectReference()
  /// One word in CamelCase, such as `FailedScheduling` (N2, N5, S27).
  public var reason: String = ""
  /// The sentence; alike ones from the tenth on are combined into one event (K17).
  public var message: String = ""
  /// Which component noticed it, and on which node; empty for events of the new kind.
  public var source = EventSource()
  /// When it happened first, in whole seconds.
  public var firstTimestamp: VirtualTime?
  /// When it happened last; the LAST SEEN column counts from here (K8).
  public var lastTimestamp: VirtualTime?
  /// How often it happened (K17); 0 for events of the new kind, see ``series``.
  public var count: Int32 = 0
  /// How often it happened, for events of the new kind; nil for once.
  public var series: EventSeries?
  /// `Normal` or `Warning`.
  public var type: String = ""
  /// When it happened first, in milliseconds; only the scheduler's events have it.
  public var eventTime: MicroTime?
  /// What the component was doing, such as `Binding`; only for events of the new kind.
  public var action: String = ""
  /// The component again; for events of the new kind it stands here only.
  public var reportingComponent: String = ""
  /// Which of several like it noticed; the node for a kubelet.
  public var reportingInstance: String = ""
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() { super.init(.events) }

  /// An event about an object, without name and times.
  public init(
    _ reason: String, _ message: String, type: String, about involvedObject: ObjectReference
  ) {
    self.involvedObject = involvedObject
    self.reason = reason
    self.message = message
    self.type = type
    super.init(.events)
  }

  public override func copy() -> Event { Event(copying: self) }

  private init(copying original: Event) {
    involvedObject = original.involvedObject
    reason = original.reason
    message = original.message
    source = original.source
    firstTimestamp = original.firstTimestamp
    lastTimestamp = original.lastTimestamp
    count = original.count
    series = original.series
    type = original.type
    eventTime = original.eventTime
    action = original.action
    reportingComponent = original.reportingComponent
    reportingInstance = original.reportingInstance
    kept = original.kept
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("involvedObject", &involvedObject)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
    try fields.field("source", &source)
    try fields.nullable("firstTimestamp", &firstTimestamp)
    try fields.nullable("lastTimestamp", &lastTimestamp)
    try fields.field("count", &count)
    try fields.field("type", &type)
    try fields.nullable("eventTime", &eventTime)
    try fields.field("series", &series)
    try fields.field("action", &action)
    try fields.always("reportingComponent", &reportingComponent)
    try fields.always("reportingInstance", &reportingInstance)
    fields.keep(["related"], in: &kept)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? Event else { return false }
    return involvedObject == other.involvedObject
      && reason == other.reason
      && message == other.message
      && source == other.source
      && firstTimestamp == other.firstTimestamp
      && lastTimestamp == other.lastTimestamp
      && count == other.count
      && series == other.series
      && type == other.type
      && eventTime == other.eventTime
      && action == other.action
      && reportingComponent == other.reportingComponent
      && reportingInstance == other.reportingInstance
      && kept == other.kept
  }
}
