import KubernetesAPI
import Simulation
import Values

extension Invocation {
  /// Sends a request and gives the body of the answer.
  func send(_ request: APIRequest) throws(CommandError) -> JSON {
    var request = request
    if request.fieldManager.isEmpty { request.fieldManager = fieldManager }
    if showsManagers { request.wantsManagers = true }
    // What one command does to several objects has one cause: the command.
    let response = process.world.acting { connection.send(request) }
    show(response.warnings)
    if let error = response.error { throw .status(error) }
    return response.body
  }

  /// The namespace that a request about this kind names.
  func namespace(for type: ResourceType, _ namespace: String? = nil) -> String {
    type.isNamespaced ? namespace ?? self.namespace : ""
  }

  func get(
    _ type: ResourceType, namespace: String? = nil, name: String, asTable: Bool = false
  ) throws(CommandError) -> JSON {
    if name.isEmpty { throw .text("resource name may not be empty") }
    var request = APIRequest(
      .get, type, namespace: self.namespace(for: type, namespace), name: name)
    request.wantsTable = asTable
    return try send(request)
  }

  /// The object, or nil when there is none.
  func find(
    _ type: ResourceType, namespace: String? = nil, name: String
  ) throws(CommandError) -> JSON? {
    do throws(CommandError) {
      return try get(type, namespace: namespace, name: name)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  /// The items of a list. A namespace of "" means all.
  func list(
    _ type: ResourceType, namespace: String? = nil, labels: String = "", fields: String = ""
  ) throws(CommandError) -> [JSON] {
    var request = APIRequest(.list, type, namespace: self.namespace(for: type, namespace))
    request.labelSelector = labels
    request.fieldSelector = fields
    return try send(request)["items"]?.array ?? []
  }

  func create(
    _ type: ResourceType, namespace: String, _ object: JSON, isDryRun: Bool = false
  ) throws(CommandError) -> JSON {
    var request = APIRequest(.create, type, namespace: self.namespace(for: type, namespace))
    request.body = object
    request.isDryRun = isDryRun
    request.fieldValidation = fieldValidation
    return try send(request)
  }

  func patch(
    _ type: ResourceType, namespace: String? = nil, name: String, _ patch: JSON,
    as patchType: APIRequest.PatchType = .strategicMerge, subresource: String = "",
    isDryRun: Bool = false
  ) throws(CommandError) -> JSON {
    var request = APIRequest(
      .patch, type, namespace: self.namespace(for: type, namespace), name: name)
    request.body = patch
    request.patchType = patchType
    request.subresource = subresource
    request.isDryRun = isDryRun
    request.fieldValidation = fieldValidation
    return try send(request)
  }

  func delete(
    _ type: ResourceType, namespace: String? = nil, name: String, _ deleteOptions: DeleteOptions
  ) throws(CommandError) -> JSON {
    var request = APIRequest(
      .delete, type, namespace: self.namespace(for: type, namespace), name: name)
    request.deleteOptions = deleteOptions
    request.isDryRun = deleteOptions.isDryRun
    return try send(request)
  }

  /// As whom the command writes: it names itself, or is told a name.
  private var fieldManager: String {
    if options.has(.fieldManager), !options.text(.fieldManager).isEmpty {
      return options.text(.fieldManager)
    }
    let words = line.name.split(separator: " ")
    switch words.count > 1 ? words[1] : "" {
    case "apply": return "kubectl-client-side-apply"
    case let command
    where [
      "annotate", "create", "edit", "expose", "label", "patch", "replace", "rollout", "run",
      "set", "taint",
    ].contains(command):
      return "kubectl-\(command)"
    default: return "kubectl"
    }
  }

  /// Whether what is printed can hold managed fields.
  private var showsManagers: Bool {
    if options.has(.showManagedFields), options.isSet(.showManagedFields) { return true }
    guard options.has(.output) else { return false }
    let format = options.text(.output)
    return ["jsonpath", "go-template", "template", "custom-columns"].contains {
      format.hasPrefix($0)
    }
  }

  /// What `--validate` asks the server to do about unknown fields (K31).
  var fieldValidation: APIRequest.FieldValidation {
    guard options.has(.validate) else { return .strict }
    switch options.text(.validate) {
    case "false", "ignore": return .ignore
    case "warn": return .warn
    default: return .strict
    }
  }
}
