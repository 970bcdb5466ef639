public import KubernetesAPI

/// Makes the events of one component.
public struct EventRecorder {
  let log: EventLog
  /// `statefulset-controller`, `kubelet`.
  public let component: String
  /// The node, for what runs on one.
  public let host: String

  public init(_ log: EventLog, component: String, host: String = "") {
    self.log = log
    self.component = component
    self.host = host
  }

  /// Records something ordinary about an object.
  public func normal(
    _ object: KubernetesObject, _ reason: String, _ message: String, fieldPath: String = ""
  ) {
    record(object, type: "Normal", reason, message, fieldPath: fieldPath)
  }

  /// Records something that went wrong with an object.
  public func warning(
    _ object: KubernetesObject, _ reason: String, _ message: String, fieldPath: String = ""
  ) {
    record(object, type: "Warning", reason, message, fieldPath: fieldPath)
  }

  private func record(
    _ object: KubernetesObject, type: String, _ reason: String, _ message: String,
    fieldPath: String
  ) {
    var reference = object.reference()
    reference.fieldPath = fieldPath
    log.record(
      Occurrence(
        subject: reference, type: type, reason: reason, message: message, component: component,
        host: host))
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

  /// What it has in common with those that are folded into it when there are too many (K17).
  var similarity: String {
    "\(component)|\(host)|\(subject.kind)|\(subject.namespace)|\(subject.name)|\(subject.uid)|\(subject.fieldPath)|\(type)|\(reason)"
  }

  /// Whose events are counted together against the flood.
  var source: String {
    "\(component)|\(host)|\(subject.kind)|\(subject.namespace)|\(subject.name)|\(subject.uid)"
  }
}
