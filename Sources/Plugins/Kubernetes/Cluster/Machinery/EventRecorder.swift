public import KubernetesAPI

/// Makes the events of one component.
public struct EventRecorder {
  let log: EventLog
  /// `statefulset-controller`, `kubelet`.
  public let component: String
  /// The node, for what runs on one.
  public let host: String
  /// Who among several of the component tells it; set for those that write events of the new kind.
  public let instance: String

  /// A recorder. With an `instance` it writes events with a series (`eventTime`), else counted
  /// ones.
  public init(_ log: EventLog, component: String, host: String = "", instance: String = "") {
    self.log = log
    self.component = component
    self.host = host
    self.instance = instance
  }

  /// Records something ordinary about an object.
  public func normal(
    _ object: KubernetesObject, _ reason: String, _ message: String, fieldPath: String = "",
    action: String = ""
  ) {
    record(
      object.reference(), type: "Normal", reason, message, fieldPath: fieldPath, action: action)
  }

  /// Records something ordinary about what a reference names.
  public func normal(_ reference: ObjectReference, _ reason: String, _ message: String) {
    record(reference, type: "Normal", reason, message, fieldPath: "", action: "")
  }

  /// Records something that went wrong with an object.
  public func warning(
    _ object: KubernetesObject, _ reason: String, _ message: String, fieldPath: String = "",
    action: String = ""
  ) {
    record(
      object.reference(), type: "Warning", reason, message, fieldPath: fieldPath, action: action)
  }

  private func record(
    _ subject: ObjectReference, type: String, _ reason: String, _ message: String,
    fieldPath: String, action: String
  ) {
    var reference = subject
    reference.fieldPath = fieldPath
    let occurrence = Occurrence(
      subject: reference, type: type, reason: reason, message: message, component: component,
      host: host, instance: instance, action: action)
    if instance.isEmpty { log.record(occurrence) } else { log.recordInSeries(occurrence) }
  }
}

/// Something that happened to an object, as a component tells it.
struct Occurrence {
  var subject: ObjectReference
  var type: String
  var reason: String
  var message: String
  var component: String
  var host: String
  var instance: String
  var action: String

  /// What those of the new kind have in common that become one series; among it the version of
  /// the object, so a change of the object begins a new one.
  var common: Common { Common(occurrence: self) }

  struct Common: Hashable {
    private let subject: ObjectReference
    private let type: String
    private let reason: String
    private let component: String
    private let host: String
    private let instance: String
    private let action: String

    fileprivate init(occurrence: Occurrence) {
      subject = occurrence.subject
      type = occurrence.type
      reason = occurrence.reason
      component = occurrence.component
      host = occurrence.host
      instance = occurrence.instance
      action = occurrence.action
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(subject.uid)
      hasher.combine(subject.resourceVersion)
      hasher.combine(reason)
    }

    /// Series end in the order of these texts.
    var text: String {
      "\(component)|\(instance)|\(action)|\(subject.resourceVersion)|\(component)|\(host)"
        + "|\(subject.kind)|\(subject.namespace)|\(subject.name)|\(subject.uid)"
        + "|\(subject.fieldPath)|\(type)|\(reason)"
    }
  }
}
