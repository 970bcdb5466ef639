import KubernetesAPI
import Simulation
import Values

/// Reading the files of `-f`.
extension Invocation {
  /// The objects of files and folders, in order. What cannot be read is noted as an error and
  /// the rest goes on, as kubectl does; a path that does not exist stops everything.
  func manifests(in paths: [String]) throws(CommandError) -> [Manifest] {
    var manifests: [Manifest] = []
    for path in paths {
      if path == "-" {
        read(readInput, as: "STDIN", into: &manifests)
        continue
      }
      if path.hasPrefix("http://") || path.hasPrefix("https://") {
        throw .text("unable to read URL \(quoted(path)): there is no internet here")
      }
      for file in try files(at: path) {
        do throws(FileError) {
          let text = try process.fileSystem.read(file, from: process.workingDirectory)
          read(text, as: file, into: &manifests)
        } catch {
          note(.text("open \(file): \(error.text.lowercased())"))
        }
      }
    }
    return manifests
  }

  /// The file itself, or the manifests in a folder in the order of their names.
  private func files(at path: String) throws(CommandError) -> [String] {
    let files = process.fileSystem
    let folder = process.workingDirectory
    guard files.exists(path, from: folder) else {
      throw .text("the path \(quoted(path)) does not exist")
    }
    guard files.isDirectory(path, from: folder) else { return [path] }
    var found: [String] = []
    var pending = [path]
    while let current = pending.popLast() {
      var names: [String] = []
      do throws(FileError) {
        names = try files.list(current, from: folder)
      } catch {
        throw .text("open \(current): \(error.text.lowercased())")
      }
      let base = current.hasSuffix("/") ? String(current.dropLast()) : current
      for name in names {
        let file = base == "." ? name : base + "/" + name
        if files.isDirectory(file, from: folder) {
          if options.isSet(.recursive) { pending.append(file) }
        } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json") {
          found.append(file)
        }
      }
    }
    if found.isEmpty {
      throw .text("error reading [\(path)]: recognized file extensions are [.json .yaml .yml]")
    }
    return found.sorted { $0.precedesByBytes($1) }
  }

  private func read(_ text: String, as source: String, into manifests: inout [Manifest]) {
    for part in YAMLParts.split(text) {
      switch yamlReader.documents(in: part) {
      case .failure(let error):
        note(
          .text("error parsing \(source): error converting YAML to JSON: \(error.text)"))
        return
      case .success(let documents):
        for document in documents where !document.value.isNull {
          do throws(CommandError) {
            try add(document.value, source, to: &manifests)
          } catch {
            note(error)
          }
        }
      }
    }
  }

  private func add(
    _ value: JSON, _ source: String, to manifests: inout [Manifest]
  ) throws(CommandError) {
    try checkForm(of: value, source)
    let apiVersion = value.text("apiVersion")
    let kind = value.kind
    if kind.hasSuffix("List"), let items = value["items"]?.array {
      for item in items { try add(item, source, to: &manifests) }
      return
    }
    guard let type = connection.resourceType(apiVersion: apiVersion, kind: kind) else {
      if let known = UnsimulatedKind.all.first(where: {
        $0.kind == kind && $0.apiVersion == apiVersion
      }) {
        throw .unsimulated(known)
      }
      throw .text(
        "resource mapping not found for name: \(quoted(value.name)) namespace: "
          + "\(quoted(value.namespace)) from \(quoted(source)): no matches for kind "
          + "\(quoted(kind)) in version \(quoted(apiVersion))\nensure CRDs are installed first")
    }
    var object = value
    var place = ""
    if type.isNamespaced {
      place = value.namespace
      if place.isEmpty {
        place = namespace
        object = object.setting(["metadata", "namespace"], to: .string(place))
      } else if options.has(.namespace), place != namespace {
        throw .text(
          "the namespace from the provided object \(quoted(place)) does not match the namespace "
            + "\(quoted(namespace)). You must pass '--namespace=\(place)' to perform this"
            + " operation.")
      }
    }
    manifests.append(
      Manifest(type: type, namespace: place, name: value.name, value: object, source: source))
  }

  /// What kubectl checks before anything is sent: an object with a kind and a version.
  private func checkForm(of value: JSON, _ source: String) throws(CommandError) {
    var problems: [String] = []
    if case .object = value {
      if value.text("apiVersion").isEmpty { problems.append("apiVersion not set") }
      if value.kind.isEmpty { problems.append("kind not set") }
    } else {
      problems.append("invalid object to validate")
    }
    if problems.isEmpty { return }
    let text = problems.count == 1 ? problems[0] : "[" + problems.joined(separator: ", ") + "]"
    throw .text(
      "error validating \(quoted(source)): error validating data: \(text); if you choose to"
        + " ignore these errors, turn validation off with --validate=false")
  }
}
