/// Demands on a few chosen fields: `status.phase=Running,spec.nodeName!=node-1`.
public struct FieldSelector: Hashable, Sendable {
  /// One demand on one field.
  public struct Requirement: Hashable, Sendable {
    /// The path of the field: `spec.nodeName`.
    public var field: String
    /// Whether the field must not have the value.
    public var isNegated: Bool
    /// The value; a field that the object does not have counts as empty.
    public var value: String
  }

  /// All have to hold; none is met by everything.
  public var requirements: [Requirement] = []

  /// A selector that everything meets.
  public init() {}

  /// The one demand that a field has a value.
  public init(_ field: String, equals value: String) {
    requirements = [Requirement(field: field, isNegated: false, value: value)]
  }

  /// Whether the object's fields meet all demands.
  public func matches(_ object: KubernetesObject) -> Bool {
    for requirement in requirements {
      let value = FieldSelector.value(of: requirement.field, in: object) ?? ""
      if (value == requirement.value) == requirement.isNegated { return false }
    }
    return true
  }

  /// The value of a field that can be selected by; nil when the kind has no such field.
  static func value(of field: String, in object: KubernetesObject) -> String? {
    switch field {
    case "metadata.name": return object.metadata.name
    case "metadata.namespace": return object.metadata.namespace
    default: break
    }
    if let pod = object as? Pod {
      switch field {
      case "spec.nodeName": return pod.spec.nodeName
      case "spec.restartPolicy": return pod.spec.restartPolicy
      case "spec.schedulerName": return pod.spec.schedulerName
      case "spec.serviceAccountName": return pod.spec.serviceAccountName
      case "spec.hostNetwork": return pod.spec.hostNetwork ? "true" : "false"
      case "status.phase": return pod.status.phase
      case "status.podIP": return pod.status.podIP
      case "status.nominatedNodeName": return pod.status.nominatedNodeName
      default: return nil
      }
    }
    if let event = object as? Event { return value(of: field, in: event) }
    if let node = object as? Node, field == "spec.unschedulable" {
      return node.spec.unschedulable ? "true" : "false"
    }
    if let namespace = object as? Namespace, field == "status.phase" {
      return namespace.status.phase
    }
    if let secret = object as? Secret, field == "type" { return secret.type }
    if let set = object as? ReplicaSet, field == "status.replicas" {
      return String(set.status.replicas)
    }
    return nil
  }

  static func value(of field: String, in event: Event) -> String? {
    switch field {
    case "involvedObject.kind": return event.involvedObject.kind
    case "involvedObject.namespace": return event.involvedObject.namespace
    case "involvedObject.name": return event.involvedObject.name
    case "involvedObject.uid": return event.involvedObject.uid
    case "involvedObject.apiVersion": return event.involvedObject.apiVersion
    case "involvedObject.resourceVersion": return event.involvedObject.resourceVersion
    case "involvedObject.fieldPath": return event.involvedObject.fieldPath
    case "reason": return event.reason
    case "reportingComponent": return event.reportingComponent
    case "source": return event.source.component
    case "type": return event.type
    default: return nil
    }
  }
}
