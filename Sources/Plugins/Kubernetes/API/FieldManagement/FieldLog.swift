import OrderedCollections
import Simulation
import Values

/// Who wrote an object, and what it was before: from that the managed fields are found out when
/// somebody asks for them, for they cost much more than a write does.
///
/// Writes of one writer in a row count as one.
final class FieldLog {
  private struct Note {
    /// nil for what nobody gets: binding a pod, the beginning of a deletion.
    var writer: FieldWriter?
    var time: VirtualTime
    /// What was there before; nil when the object was made.
    var old: KubernetesObject?
  }

  /// What was known before the notes.
  private let entries: [ManagedFields]
  private let notes: [Note]

  /// How many notes are kept before they are worked off.
  private static let limit = 12

  private init(_ entries: [ManagedFields], _ notes: [Note]) {
    self.entries = entries
    self.notes = notes
  }

  /// A log that begins with known managers.
  convenience init(_ entries: [ManagedFields]) { self.init(entries, []) }

  /// The log of an object that was just written over `old`.
  ///
  /// - Parameter given: the managers, when the writer said who they are.
  static func after(
    _ old: KubernetesObject?, _ writer: FieldWriter?, _ time: VirtualTime,
    given: [ManagedFields]? = nil
  ) -> FieldLog {
    let note = Note(writer: writer, time: time, old: old)
    if let given { return FieldLog(given, [note]) }
    guard let old, let log = old.fieldLog else { return FieldLog([], [note]) }
    if let last = log.notes.last, last.writer == writer {
      var notes = log.notes
      notes[notes.count - 1].time = time
      return FieldLog(log.entries, notes)
    }
    if log.notes.count >= limit { return FieldLog(log.managers(of: old), [note]) }
    return FieldLog(log.entries, log.notes + [note])
  }

  /// The managers of the object whose log this is.
  func managers(of object: KubernetesObject) -> [ManagedFields] {
    var managers = entries
    let type = object.resourceType
    let structure = FieldStructure(type)
    for (index, note) in notes.enumerated() {
      guard let writer = note.writer else { continue }
      let new = index + 1 < notes.count ? notes[index + 1].old ?? object : object
      let difference = FieldComparison(
        from: (note.old ?? type.make()).json(), to: new.json(), structure)
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
          managers[own].time = note.time
        } else {
          managers.append(ManagedFields(writer, type.apiVersion, note.time, taken))
        }
      }
      managers.removeAll { $0.fields.isEmpty }
    }
    return managers.sorted { $0.precedes($1) }
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
    case .managed(let managers): return FieldLog(managers)
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
