import GoWriting
import KubernetesAPI
import Values

extension Flag {
  static let watch = Flag(
    "watch", "w", .bool(false), "After listing/getting the requested object, watch for changes.")
  static let watchOnly = Flag(
    "watch-only", "", .bool(false), "Watch for changes without listing/getting first.")
  static let outputWatchEvents = Flag(
    "output-watch-events", "", .bool(false), "Output watch event objects.")
  static let noHeaders = Flag("no-headers", "", .bool(false), "Don't print headers.")
  static let showLabels = Flag(
    "show-labels", "", .bool(false), "Show all labels as the last column.")
  static let showKind = Flag(
    "show-kind", "", .bool(false), "List the resource type for the requested object(s).")
  static let labelColumns = Flag(
    "label-columns", "L", .list, "Labels that are going to be presented as columns.")
  static let serverPrint = Flag(
    "server-print", "", .bool(true), "If true, have the server return table output.")
  static let sortBy = Flag("sort-by", "", .text(""), "Sort list types using this field.")
}

extension Command {
  static let get = Command(
    "get", "Display one or many resources",
    arguments:
      "[(-o|--output=)json|yaml|name|wide|custom-columns=...|jsonpath=...] (TYPE[.GROUP] [NAME |"
      + " -l label] | TYPE[.GROUP]/NAME ...)",
    flags: [
      .output, .filename, .recursive, .selector, .fieldSelector, .allNamespaces, .watch,
      .watchOnly, .outputWatchEvents, .noHeaders, .showLabels, .showKind, .labelColumns, .sortBy,
      .ignoreNotFound, .showManagedFields, .allowMissingTemplateKeys, .chunkSize, .template,
      .kustomize, .unsupported("raw", "", .text("")), .unsupported("subresource", "", .text("")),
      .serverPrint,
    ]
  ) { (invocation) throws(CommandError) in
    try GetRun(invocation).start()
  }
}

/// One run of `kubectl get`.
final class GetRun {
  let invocation: Invocation
  let format: OutputFormat
  var writer = TabWriter.table
  /// What every table of this run shows besides the server's columns.
  var decoration = ServerTable.Decoration()

  init(_ invocation: Invocation) throws(CommandError) {
    self.invocation = invocation
    let options = invocation.options
    format = try invocation.outputFormat(allowed: OutputFormat.ofGet)
    if case .table(let isWide) = format { decoration.isWide = isWide }
    decoration.showsLabels = options.isSet(.showLabels)
    decoration.labelColumns = options.list(.labelColumns)
    if !options.isSet(.serverPrint) {
      throw .text(
        "the flag --server-print=false of 'kubectl get' is refused here: tables are"
          + " made by the server")
    }
  }

  func start() throws(CommandError) {
    let options = invocation.options
    if invocation.arguments.isEmpty, options.list(.filename).isEmpty {
      let hint =
        "You must specify the type of resource to get. Use \"kubectl api-resources\" for a"
        + " complete list of supported resources.\n"
      invocation.printError(hint)
      throw invocation.usageError(
        "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed"
          + " description of that resource (e.g. kubectl explain pods).")
    }
    if format.isTable == false, options.isSet(.showLabels) {
      throw .text("--show-labels option cannot be used with \(formatName) printer")
    }
    let queries = try makeQueries()
    if options.isSet(.watch) || options.isSet(.watchOnly) {
      try GetWatch(self, queries).start()
      return
    }
    if options.isSet(.outputWatchEvents) {
      throw invocation.usageError(
        "--output-watch-events option can only be used with --watch or --watch-only")
    }
    switch format {
    case .table: try printTables(queries)
    default: try printObjects(queries)
    }
    invocation.finish()
  }

  private var formatName: String {
    let text = invocation.options.text(.output)
    return String(text.prefix { $0 != "=" })
  }

  /// A request for a table or for objects, of one kind.
  struct Query {
    var type: ResourceType
    var namespace: String
    /// nil for a list.
    var name: String?
  }

  private func makeQueries() throws(CommandError) -> [Query] {
    let options = invocation.options
    let files = options.list(.filename)
    if !files.isEmpty {
      let manifests = try invocation.manifests(in: files)
      return manifests.map { Query(type: $0.type, namespace: $0.namespace, name: $0.name) }
    }
    let named = try ResourceArguments(invocation.arguments, invocation.connection)
    let isEverywhere = options.isSet(.allNamespaces)
    if !named.namesKindsOnly {
      if isEverywhere {
        throw .text("a resource cannot be retrieved by name across all namespaces")
      }
      if !options.text(.selector).isEmpty || !options.text(.fieldSelector).isEmpty {
        throw .text("name cannot be provided when a selector is specified")
      }
    }
    return named.items.map {
      Query(
        type: $0.type, namespace: isEverywhere ? "" : invocation.namespace(for: $0.type),
        name: $0.name)
    }
  }

  func request(_ query: Query, asTable: Bool) -> APIRequest {
    var request = APIRequest(
      query.name == nil ? .list : .get, query.type, namespace: query.namespace,
      name: query.name ?? "")
    if query.name == nil {
      request.labelSelector = invocation.options.text(.selector)
      request.fieldSelector = invocation.options.text(.fieldSelector)
    }
    request.wantsTable = asTable
    return request
  }

  /// The answer, or nil when it is an error, which is noted.
  func answer(_ query: Query, asTable: Bool) throws(CommandError) -> JSON? {
    if query.name == "" { throw .text("resource name may not be empty") }
    do throws(CommandError) {
      return try invocation.send(request(query, asTable: asTable))
    } catch {
      if error.isNotFound, invocation.options.isSet(.ignoreNotFound) { return nil }
      invocation.note(error)
      return nil
    }
  }
}
