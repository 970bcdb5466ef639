import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension Command {
  static let edit = Command(
    "edit", "Edit a resource on the server", arguments: "(RESOURCE/NAME | -f FILENAME)",
    flags: [
      .filename, .recursive, .output, .validate, .saveConfig, .fieldManager, .kustomize, .template,
      .showManagedFields, .allowMissingTemplateKeys, .subresource,
      .unsupported("output-patch", "", .bool(false)),
      .unsupported("windows-line-endings", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let targets = try invocation.targets(TargetSearch(listsKinds: true))
    if invocation.hasErrors {
      invocation.finish()
      return
    }
    if targets.isEmpty { throw .text("edit cancelled, no objects found") }
    let format = invocation.options.text(.output)
    if !["", "yaml", "json"].contains(format) {
      throw .text(
        "unable to match a printer suitable for the output format \(quoted(format)), allowed"
          + " formats are: json,yaml")
    }
    try Editing(invocation, targets, isJSON: format == "json").start()
  }
}

/// One run of `kubectl edit`: the objects go into a file, an editor changes it, and what changed is
/// sent as a patch. What the server refuses is written on top of the file, which is opened again.
///
/// The editor is the command in `KUBE_EDITOR` or `EDITOR`, such as `sed -i s/2/3/`.
final class Editing {
  private let invocation: Invocation
  private let targets: [Target]
  private let isJSON: Bool
  private let original: String
  private let path: String
  /// What was refused last, without the remarks; nil before the first refusal.
  private var refused: String?

  init(_ invocation: Invocation, _ targets: [Target], isJSON: Bool) {
    self.invocation = invocation
    self.targets = targets
    self.isJSON = isJSON
    let objects = targets.map { $0.object }
    let shown: JSON =
      objects.count == 1
      ? objects[0]
      : ["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]]
    original = isJSON ? shown.sorted.prettyText + "\n" : shown.yamlText
    let world = invocation.process.world
    let digits = world.random.characters(
      10, of: "123456789", "kubectl-edit", targets.map { $0.messageName }.joined(separator: " "),
      UInt64(bitPattern: world.now.milliseconds))
    path = "/tmp/kubectl-edit-\(digits).\(isJSON ? "json" : "yaml")"
  }

  func start() throws(CommandError) { try open(original, remarks: []) }

  private static let introduction = """
    # Please edit the object below. Lines beginning with a '#' will be ignored,
    # and an empty file will abort the edit. If an error occurs while saving this file will be
    # reopened with the relevant failures.
    #

    """

  private func write(_ text: String) throws(CommandError) {
    do throws(FileError) {
      try invocation.process.fileSystem.write(text, to: path, now: invocation.now)
    } catch {
      throw .text("open \(path): \(error.text.lowercased())")
    }
  }

  // MARK: The editor

  private func open(_ text: String, remarks: [String]) throws(CommandError) {
    var header = Editing.introduction
    for remark in remarks { header += "# \(remark)\n" }
    if !remarks.isEmpty { header += "#\n" }
    try write(header + text)
    let process = invocation.process
    let editor = process.environment["KUBE_EDITOR"] ?? process.environment["EDITOR"] ?? "vi"
    var words = editor.split(separator: " ").map { String($0) } + [path]
    if editor.contains(where: { $0 == "\"" || $0 == "'" || $0 == "\\" }) {
      words = ["/bin/bash", "-c", "\(editor) \(quoted(path))"]
    }
    let child: Process
    do throws(SpawnError) {
      child = try process.space.spawn(
        Launch(
          arguments: words, environment: process.environment,
          workingDirectory: process.workingDirectory, parent: process, input: process.input,
          output: process.output, errorOutput: process.errorOutput))
    } catch {
      remove()
      var message = "unable to launch the editor \(quoted(editor))"
      if editor == "vi" {
        message +=
          "\nThere is no interactive editor here; let KUBE_EDITOR be a command, such as"
          + " KUBE_EDITOR=\"sed -i s/OLD/NEW/\""
      }
      throw .text(message)
    }
    child.whenExited { [self] child in
      invocation.attempt { () throws(CommandError) in
        if child.exitStatus != 0 {
          remove()
          throw .text("there was a problem with the editor \(quoted(editor))")
        }
        try judge()
      }
    }
  }

  private func remove() {
    do throws(FileError) { try invocation.process.fileSystem.remove(path) } catch {}
  }

  private func cancel(_ message: String) {
    remove()
    invocation.printError(message)
    invocation.finish()
  }

  /// The lines that are no remarks.
  private static func bare(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false)
    where !line.hasPrefix("#") {
      result += line + "\n"
    }
    result.removeLast()
    return result
  }

  // MARK: What came back

  private func judge() throws(CommandError) {
    let text: String
    do throws(FileError) {
      text = Editing.bare(try invocation.process.fileSystem.read(path))
    } catch {
      throw .text("open \(path): \(error.text.lowercased())")
    }
    if text == refused {
      invocation.printError("A copy of your changes has been stored to \(quoted(path))")
      throw .text("Edit cancelled, no valid changes were saved.")
    }
    if refused == nil, text == original {
      cancel("Edit cancelled, no changes made.")
      return
    }
    if text.allSatisfy({ $0.isWhitespace }) {
      cancel("Edit cancelled, saved file was empty.")
      return
    }
    let objects: [JSON]
    do throws(CommandError) {
      objects = try read(text)
    } catch {
      let target = targets[0]
      try refuse(
        text, "\(target.type.qualifiedPlural) \(quoted(target.name)) is invalid",
        [
          "\(target.type.qualifiedPlural) \(quoted(target.name)) was not valid:",
          "* <nil>: Invalid value: \"The edited file failed validation\": \(error.message)",
        ])
      return
    }
    try checkNames(objects)
    var remarks: [String] = []
    var complaints: [String] = []
    for (target, object) in zip(targets, objects) {
      do throws(CommandError) {
        try send(target, object)
      } catch {
        complain(target, error, &complaints, &remarks)
      }
    }
    if complaints.isEmpty {
      remove()
      invocation.finish()
      return
    }
    try refuse(text, complaints.joined(separator: "\nerror: "), remarks)
  }

  private func read(_ text: String) throws(CommandError) -> [JSON] {
    switch invocation.yamlReader.documents(in: text) {
    case .failure(let error):
      throw .text("error converting YAML to JSON: \(error.text)")
    case .success(let documents):
      guard let value = documents.first?.value, case .object = value else {
        throw .text("invalid object to validate")
      }
      let objects = value.kind == "List" ? value.items("items") : [value]
      for object in objects {
        if object.text("apiVersion").isEmpty { throw .text("apiVersion not set") }
        if object.kind.isEmpty { throw .text("kind not set") }
      }
      return objects
    }
  }

  private func checkNames(_ objects: [JSON]) throws(CommandError) {
    var isSame = objects.count == targets.count
    for (target, object) in zip(targets, objects) {
      isSame =
        isSame && object.name == target.name && object.kind == target.type.kind
        && object.text("apiVersion") == target.type.apiVersion
    }
    if isSame { return }
    invocation.printError("A copy of your changes has been stored to \(quoted(path))")
    throw .text("At least one of apiVersion, kind and name was changed")
  }

  private func send(_ target: Target, _ object: JSON) throws(CommandError) {
    var object = object
    if invocation.options.isSet(.saveConfig) { object = LastApplied.noting(object) }
    let patch = ThreeWayPatch(
      original: target.object, modified: object, current: target.object
    ).patch
    if patch == .object([:]) {
      invocation.show("\(target.messageName) skipped")
      return
    }
    _ = try invocation.patch(
      target.type, namespace: target.namespace, name: target.name, patch,
      subresource: invocation.options.text(.subresource))
    invocation.show("\(target.messageName) edited")
  }

  private func complain(
    _ target: Target, _ error: CommandError, _ complaints: inout [String],
    _ remarks: inout [String]
  ) {
    let name = "\(target.type.qualifiedPlural) \(quoted(target.name))"
    guard case .status(let status) = error else {
      complaints.append(error.message)
      remarks.append(error.message)
      return
    }
    switch status.reason {
    case .invalid:
      complaints.append("\(name) is invalid")
      remarks.append("\(name) was not valid:")
      for cause in status.causes { remarks.append("* \(cause.field): \(cause.message)") }
    case .notFound: complaints.append("\(name) could not be found on the server")
    default:
      complaints.append("\(name) could not be patched: \(status.message)")
      remarks.append("\(name) could not be patched: \(status.message)")
    }
  }

  private func refuse(
    _ text: String, _ complaint: String, _ remarks: [String]
  ) throws(CommandError) {
    invocation.printError("error: \(complaint)")
    refused = text
    try open(text, remarks: remarks)
  }
}
