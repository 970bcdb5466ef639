import OrderedCollections
import Simulation
import Values

/// Who wrote an object, and what it was before: from that the managed fields are found out when
/// somebody asks for them, for they cost much more than a write does.
///
/// Writes of one writer in a row count as one.
final class FieldLog {
  /// The write before this one, and so on; nil where the log begins.
  private let previous: FieldLog?
  /// How many writes there are, this one included.
  private let count: Int
  /// What was known before the first of them.
  private let entries: [ManagedFields]
  /// nil for what nobody gets: binding a pod, the beginning of a deletion.
  private let writer: FieldWriter?
  private let time: VirtualTime
  /// What was there before; nil when the object was made.
  private let old: KubernetesObject?

  /// How many writes are kept before they are worked off.
  private static let limit = 12

  private init(
    behind previous: FieldLog?, _ entries: [ManagedFields], _ writer: FieldWriter?,
    _ time: VirtualTime, _ old: KubernetesObject?
  ) {
    self.previous = previous
    count = (previous?.count ?? 0) + 1
    self.entries = entries
    self.writer = writer
    self.time = time
    self.old = old
  }

  /// The log of an object whose managers are known.
  convenience init(_ entries: [ManagedFields], _ time: VirtualTime) {
    self.init(behind: nil, entries, nil, time, nil)
  }

  /// The log of an object that was just written over `old`.
  ///
  /// - Parameter given: the managers, when the writer said who they are.
  static func after(
    _ old: KubernetesObject?, _ writer: FieldWriter?, _ time: VirtualTime,
    given: [ManagedFields]? = nil
  ) -> FieldLog {
    if let given {
      if let old { cut(behind: old) }
      return FieldLog(behind: nil, given, writer, time, old)
    }
    guard let old, let log = old.fieldLog else {
      return FieldLog(behind: nil, [], writer, time, old)
    }
    if log.writer == writer {
      return FieldLog(behind: log.previous, log.entries, writer, time, log.old)
    }
    if log.count >= limit { return FieldLog(behind: nil, cut(behind: old), writer, time, old) }
    return FieldLog(behind: log, [], writer, time, old)
  }

  /// Works off the log of an object that a new chain begins behind: or each object would keep all
  /// that it ever was.
  @discardableResult
  private static func cut(behind old: KubernetesObject) -> [ManagedFields] {
    guard let log = old.fieldLog else { return [] }
    let managers = log.managers(of: old)
    old.fieldLog = FieldLog(managers, log.time)
    return managers
  }

  /// The managers of the object whose log this is.
  func managers(of object: KubernetesObject) -> [ManagedFields] {
    var writes: [(log: FieldLog, new: KubernetesObject)] = []
    var log = self
    var new = object
    while true {
      writes.append((log, new))
      guard let previous = log.previous else { break }
      new = log.old ?? object
      log = previous
    }
    var managers = log.entries
    let structure = FieldStructure(object.resourceType)
    for (log, new) in writes.reversed() { log.note(new, structure, in: &managers) }
    managers.removeAll { $0.fields.isEmpty }
    return managers.sorted { $0.precedes($1) }
  }

  private func note(
    _ new: KubernetesObject, _ structure: FieldStructure, in managers: inout [ManagedFields]
  ) {
    guard let writer else { return }
    let type = new.resourceType
    let difference = FieldComparison(
      from: (old ?? type.make()).json(), to: new.json(), structure)
    let taken = difference.taken.managed(by: writer, type)
    for other in managers.indices {
      let isOwn = managers[other].writer == writer && !managers[other].isApplied
      managers[other].fields = managers[other].fields.subtracting(difference.removed)
      if !isOwn { managers[other].fields = managers[other].fields.subtracting(taken) }
    }
    if !taken.isEmpty {
      let own = managers.firstIndex { $0.writer == writer && !$0.isApplied }
      if let own {
        managers[own].fields = managers[own].fields.union(taken)
        managers[own].time = time
      } else {
        managers.append(ManagedFields(writer, type.apiVersion, time, taken))
      }
    }
    managers.removeAll { $0.fields.isEmpty }
  }
}

/// Who gets the fields that a write changes.
enum FieldNote {
  /// Nobody.
  case unnoted
  /// Who writes, through this door.
  case written(_ subresource: String = "")
  /// The same, after the writer said who has which fields.
  case given([ManagedFields])
  /// Those that were found out.
  case managed([ManagedFields])

  /// Whether a write that changes nothing else changes nothing at all.
  func keepsManagers(of object: KubernetesObject) -> Bool {
    switch self {
    case .unnoted, .written: true
    case .given(let managers), .managed(let managers):
      managers == object.fieldLog?.managers(of: object) ?? []
    }
  }
}

extension APIServer {
  func log(of note: FieldNote, over old: KubernetesObject?) -> FieldLog {
    let time = now().wholeSeconds
    switch note {
    case .unnoted: return FieldLog.after(old, nil, time)
    case .written(let subresource):
      return FieldLog.after(
        old, FieldWriter(manager: fieldManager, subresource: subresource), time)
    case .given(let managers):
      return FieldLog.after(old, FieldWriter(manager: fieldManager), time, given: managers)
    case .managed(let managers): return FieldLog(managers, time)
    }
  }
}

extension FieldSet {
  /// Without what the server keeps for itself, and what goes through other doors.
  func managed(by writer: FieldWriter, _ type: ResourceType) -> FieldSet {
    var result = self
    for part in ["f:apiVersion", "f:kind"] { result[part] = FieldSet() }
    var metadata = result["f:metadata"]
    metadata.isMember = false
    for part in [
      "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation",
      "managedFields", "resourceVersion",
    ] {
      metadata["f:" + part] = FieldSet()
    }
    result["f:metadata"] = metadata
    if type.hasStatusSubresource {
      result[writer.subresource == "status" ? "f:spec" : "f:status"] = FieldSet()
    }
    return result
  }
}

extension KubernetesObject {
  /// The object as the server sends it to who wants to know who manages which of its fields.
  func jsonWithManagers() -> JSON {
    guard let log = fieldLog else { return json() }
    let managers = log.managers(of: self).map { $0.json }
    guard !managers.isEmpty, case .object(var members) = json(),
      case .object(var metadata)? = members["metadata"]
    else { return json() }
    metadata["managedFields"] = .array(managers)
    members["metadata"] = .object(metadata)
    return .object(members)
  }
}
