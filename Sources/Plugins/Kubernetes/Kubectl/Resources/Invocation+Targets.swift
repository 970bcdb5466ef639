import KubernetesAPI
import Values

/// How a command finds its objects.
struct TargetSearch {
  /// The arguments that name kinds and objects; nil for all arguments of the command.
  var arguments: [String]?
  /// Whether kinds without names mean all their objects.
  var listsKinds = false
  /// Whether the objects are read from the server.
  var reads = true
  /// Whether files may be given.
  var takesFiles = true
  /// Whether `--selector` chooses the objects.
  var selects = true
}

extension Invocation {
  /// The objects that the command line names, in order. Objects that are not found are noted as
  /// errors; mistakes in the arguments are thrown.
  func targets(_ search: TargetSearch = TargetSearch()) throws(CommandError) -> [Target] {
    let arguments = search.arguments ?? self.arguments
    let files = search.takesFiles ? options.list(.filename) : []
    let labels = search.selects ? options.text(.selector) : ""
    if !files.isEmpty {
      if !arguments.isEmpty {
        throw .text(
          "when paths, URLs, or stdin is provided as input, you may not specify"
            + " resource arguments as well")
      }
      return try fileTargets(files, reads: search.reads)
    }
    if arguments.isEmpty { throw ResourceArguments.nothingNamed }
    let named = try ResourceArguments(arguments, connection)
    let selects = !labels.isEmpty || options.isSet(.all) || !options.text(.fieldSelector).isEmpty
    if named.namesKindsOnly {
      if !selects && !search.listsKinds {
        throw .text("resource(s) were provided, but no name was specified")
      }
      return try selectedTargets(named.items, labels)
    }
    if !labels.isEmpty { throw .text("name cannot be provided when a selector is specified") }
    if options.isSet(.all), invocationDeletes {
      throw .text("name cannot be provided when a selector is specified")
    }
    if options.isSet(.allNamespaces) {
      throw .text("a resource cannot be retrieved by name across all namespaces")
    }
    var targets: [Target] = []
    for item in named.items {
      let namespace = namespace(for: item.type)
      var target = Target(type: item.type, namespace: namespace, name: item.name ?? "")
      if search.reads {
        do throws(CommandError) {
          target.object = try get(item.type, namespace: namespace, name: target.name)
        } catch {
          note(error)
          continue
        }
      }
      targets.append(target)
    }
    return targets
  }

  /// Only this command refuses names beside `--all`; for others the names win.
  private var invocationDeletes: Bool { line.command.name == "delete" }

  private func selectedTargets(
    _ items: [ResourceArguments.Item], _ labels: String
  ) throws(CommandError) -> [Target] {
    var targets: [Target] = []
    let place = options.isSet(.allNamespaces) ? "" : namespace
    for item in items {
      do throws(CommandError) {
        let objects = try list(
          item.type, namespace: place, labels: labels, fields: options.text(.fieldSelector))
        for object in objects {
          targets.append(
            Target(
              type: item.type, namespace: object.namespace, name: object.name, object: object))
        }
      } catch {
        note(error)
      }
    }
    return targets
  }

  private func fileTargets(_ files: [String], reads: Bool) throws(CommandError) -> [Target] {
    var targets: [Target] = []
    for manifest in try manifests(in: files) {
      var target = Target(
        type: manifest.type, namespace: manifest.namespace, name: manifest.name,
        object: manifest.value, source: manifest.source)
      if reads {
        do throws(CommandError) {
          target.object = try get(
            manifest.type, namespace: manifest.namespace, name: manifest.name)
        } catch {
          note(error)
          continue
        }
      }
      targets.append(target)
    }
    return targets
  }
}
