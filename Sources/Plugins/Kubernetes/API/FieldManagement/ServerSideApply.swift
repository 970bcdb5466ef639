import OrderedCollections
import Simulation
import Values

extension APIServer {
  /// Makes of an object what a configuration says, and notes that its fields are the applier's.
  ///
  /// Errors: those of `create` and `update`, and Conflict when a field that would change belongs
  /// to somebody else and the request does not force it.
  func answerApply(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> APIResponse {
    try checkIsObject(request.body)
    let (configuration, warnings) = try decoded(request.body, request, type)
    try checkNamespace(of: configuration, request, type)
    try checkName(of: configuration, request)
    let structure = FieldStructure(type)
    let writer = FieldWriter(manager: fieldManager)
    let wanted = FieldSet(applied: request.body, structure).managed(by: writer, type)
    var response: APIResponse
    if let live = object(type, namespace: request.namespace, name: request.name) {
      let stored = try apply(request, wanted, to: live, structure)
      response = shown(stored, request, type, code: 200)
    } else {
      let managers = [
        ManagedFields(writer, isApplied: true, type.apiVersion, now().wholeSeconds, wanted)
      ]
      let made = try create(
        taking: configuration, isDryRun: request.isDryRun, .managed(managers))
      response = shown(made, request, type, code: 201)
    }
    response.warnings = warnings
    return response
  }

  private func apply(
    _ request: APIRequest, _ wanted: FieldSet, to live: KubernetesObject,
    _ structure: FieldStructure
  ) throws(APIError) -> KubernetesObject {
    let type = live.resourceType
    let writer = FieldWriter(manager: fieldManager)
    let before = live.json()
    var managers = live.fieldLog?.managers(of: live) ?? []
    let own = managers.firstIndex { $0.writer == writer && $0.isApplied }
    var after = ServerSideApply.merge(request.body, into: before, structure)
    if let own {
      // What it applied before and applies no more goes, unless others have it, too.
      var kept = wanted
      for index in managers.indices where index != own {
        kept = kept.union(managers[index].fields)
      }
      let gone = managers[own].fields.subtracting(kept)
      after = ServerSideApply.remove(gone, from: after, structure, kept: kept)
    }
    let object: KubernetesObject
    do throws(FieldError) {
      object = try KubernetesObject.read(after, as: type).object
    } catch {
      throw APIError(.badRequest, error.message)
    }
    object.metadata.kept.values["managedFields"] = nil
    let difference = FieldComparison(from: before, to: object.json(), structure)
    let taken = difference.taken.managed(by: writer, type)
    var conflicts: [ApplyConflict] = []
    for index in managers.indices where index != own {
      let contested = managers[index].fields.intersection(taken)
      if !contested.isEmpty {
        conflicts.append(ApplyConflict(owner: managers[index].text, paths: contested.paths))
      }
      managers[index].fields = managers[index].fields.subtracting(contested)
        .subtracting(difference.removed)
    }
    if !conflicts.isEmpty, !request.isForced { throw ApplyConflict.error(conflicts) }
    let time = now().wholeSeconds
    if let own {
      let isChanged = before != after || managers[own].fields != wanted
      managers[own].fields = wanted
      if isChanged { managers[own].time = time }
    } else {
      managers.append(ManagedFields(writer, isApplied: true, type.apiVersion, time, wanted))
    }
    managers.removeAll { $0.fields.isEmpty }
    return try update(any: object, isDryRun: request.isDryRun, .managed(managers))
  }
}

/// Fields that an applier wants otherwise than their owner.
struct ApplyConflict {
  var owner: String
  var paths: [String]

  static func error(_ conflicts: [ApplyConflict]) -> APIError {
    let count = conflicts.reduce(0) { $0 + $1.paths.count }
    if count == 1 {
      return APIError(
        .conflict,
        "Apply failed with 1 conflict: conflict with \(conflicts[0].owner): "
          + conflicts[0].paths[0])
    }
    var lines: [String] = []
    for conflict in conflicts.sorted(by: { $0.owner.precedesByBytes($1.owner) }) {
      lines.append("conflicts with \(conflict.owner):")
      lines += conflict.paths.map { "- " + $0 }
    }
    return APIError(
      .conflict,
      "Apply failed with \(count) conflicts: \(lines.joined(separator: "\n"))")
  }
}

/// Merging of a configuration into an object, part by part.
enum ServerSideApply {
  static func merge(_ new: JSON, into old: JSON, _ structure: FieldStructure) -> JSON {
    switch structure.kind(of: old, new) {
    case .whole, .raw: return new
    case .members:
      guard case .object(let changes) = new else { return new }
      var members = old.object ?? [:]
      for (name, value) in changes {
        members[name] = merge(value, into: members[name] ?? .null, structure.member(name))
      }
      return .object(members)
    case .items(let keys):
      guard case .array = new else { return new }
      var items = FieldComparison.indexed(old, by: keys)
      for (part, item) in FieldComparison.indexed(new, by: keys) {
        items[part] = merge(item, into: items[part] ?? .null, structure.item)
      }
      return .array(Array(items.values))
    case .set:
      guard case .array(let values) = new else { return new }
      let present = old.array ?? []
      return .array(present + values.filter { !present.contains($0) })
    }
  }

  /// Takes fields away, and what becomes of parts that others keep stays.
  static func remove(
    _ gone: FieldSet, from value: JSON, _ structure: FieldStructure, kept: FieldSet
  ) -> JSON {
    func shortened(_ members: OrderedMembers, _ part: (String) -> String) -> OrderedMembers {
      var members = members
      for (name, value) in members {
        let part = part(name)
        let lost = gone[part]
        if lost.isEmpty { continue }
        if lost.isMember, kept[part].isEmpty {
          members[name] = nil
        } else {
          let below =
            structure.kind(of: value, nil) == .members
            ? structure.member(name) : structure.item
          members[name] = remove(lost, from: value, below, kept: kept[part])
        }
      }
      return members
    }
    switch structure.kind(of: value, nil) {
    case .whole, .raw: return value
    case .members: return .object(shortened(value.object ?? [:]) { "f:" + $0 })
    case .items(let keys):
      let items = shortened(FieldComparison.indexed(value, by: keys)) { $0 }
      return .array(Array(items.values))
    case .set:
      let items = shortened(FieldComparison.indexed(value)) { $0 }
      return .array(Array(items.values))
    }
  }
}

extension FieldSet {
  /// The fields that a configuration is about.
  init(applied value: JSON, _ structure: FieldStructure) {
    self.init()
    switch structure.kind(of: nil, value) {
    case .whole, .raw: isMember = true
    case .members:
      for (name, member) in value.object ?? [:] {
        var below = FieldSet(applied: member, structure.member(name))
        if !structure.isRecord || member == .null || member == .object([:]) {
          below.isMember = true
        }
        self["f:" + name] = below
      }
    case .items(let keys):
      for (part, item) in FieldComparison.indexed(value, by: keys) {
        var below = FieldSet(applied: item, structure.item)
        below.isMember = true
        self[part] = below
      }
    case .set:
      for part in FieldComparison.indexed(value).keys { self[part] = FieldSet(isMember: true) }
    }
  }
}
