import OrderedCollections
import Simulation
import Values

/// Who writes to the server: a program, and through which door.
struct FieldWriter: Hashable {
  /// `kubectl-patch`, `kube-controller-manager`.
  var manager: String
  /// `status`, `scale`, or nothing for the object itself.
  var subresource = ""
}

/// One entry of `metadata.managedFields`: the fields that somebody wrote last.
struct ManagedFields: Equatable {
  var writer: FieldWriter
  /// Whether the fields were applied on the server, and not just written.
  var isApplied = false
  var apiVersion: String
  var time: VirtualTime
  var fields: FieldSet

  var json: JSON {
    var members: OrderedMembers = [
      "manager": .string(writer.manager), "operation": isApplied ? "Apply" : "Update",
      "apiVersion": .string(apiVersion), "time": time.encode(), "fieldsType": "FieldsV1",
      "fieldsV1": fields.json,
    ]
    if !writer.subresource.isEmpty { members["subresource"] = .string(writer.subresource) }
    return .object(members)
  }

  /// Reads what a client sends; nil when it cannot be understood.
  init?(_ json: JSON, now: VirtualTime) {
    guard let manager = json["manager"]?.string else { return nil }
    writer = FieldWriter(manager: manager, subresource: json["subresource"]?.string ?? "")
    isApplied = json["operation"]?.string == "Apply"
    apiVersion = json["apiVersion"]?.string ?? ""
    time = (json["time"]?.string).flatMap { VirtualTime(rfc3339: $0) } ?? now
    fields = FieldSet(json["fieldsV1"] ?? .null)
  }

  init(
    _ writer: FieldWriter, isApplied: Bool = false, _ apiVersion: String, _ time: VirtualTime,
    _ fields: FieldSet
  ) {
    self.writer = writer
    self.isApplied = isApplied
    self.apiVersion = apiVersion
    self.time = time
    self.fields = fields
  }

  /// How a conflict names the owner: `"kubectl-scale" with subresource "scale" using apps/v1`.
  var text: String {
    var text = APIError.Cause.quoted(writer.manager)
    if !writer.subresource.isEmpty {
      text += " with subresource " + APIError.Cause.quoted(writer.subresource)
    }
    return isApplied ? text : "\(text) using \(apiVersion)"
  }

  /// In the order in which the server lists them: what was applied first, then by time.
  func precedes(_ other: ManagedFields) -> Bool {
    if isApplied != other.isApplied { return isApplied }
    if time != other.time { return time < other.time }
    if writer.manager != other.writer.manager {
      return writer.manager.precedesByBytes(other.writer.manager)
    }
    return writer.subresource.precedesByBytes(other.writer.subresource)
  }
}
