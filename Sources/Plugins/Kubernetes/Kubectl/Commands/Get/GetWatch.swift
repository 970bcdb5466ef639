import GoWriting
import KubernetesAPI
import OrderedCollections
import Simulation
import Values

/// `kubectl get -w`: the header once, the present rows, then a row for each change (K11).
final class GetWatch {
  private let run: GetRun
  private let queries: [GetRun.Query]
  private var hasHeader = false

  init(_ run: GetRun, _ queries: [GetRun.Query]) {
    self.run = run
    self.queries = queries
  }

  private var invocation: Invocation { run.invocation }

  func start() throws(CommandError) {
    if ResourceKinds.count(queries.map { $0.type }) > 1 {
      if queries.allSatisfy({ $0.name == nil }) {
        throw .text("you may only specify a single resource type")
      }
      throw .text(
        "watch is only supported on individual resources and resource collections - more than"
          + " 1 resource was found")
    }
    if queries.count != 1 {
      // Several objects of one kind are shown before they turn out to be too many.
      for query in queries {
        guard let answer = try run.answer(query, asTable: run.format.isTable) else { continue }
        try printPresent(answer, query)
      }
      throw .text("you may only watch a single resource or type of resource at a time")
    }
    if !invocation.options.text(.sortBy).isEmpty {
      invocation.printError(
        "warning: --watch requested, --sort-by will be ignored for watch events received")
    }
    let query = queries[0]
    run.decoration.showsNamespace =
      invocation.options.isSet(.allNamespaces) && query.type.isNamespaced
    if !invocation.options.isSet(.watchOnly) {
      guard let answer = try run.answer(query, asTable: run.format.isTable) else {
        invocation.finish()
        return
      }
      try printPresent(answer, query)
    }
    var request = run.request(query, asTable: run.format.isTable)
    request.verb = .watch
    request.name = query.name ?? ""
    _ = try invocation.watch(request) { [self] message in
      invocation.attempt { () throws(CommandError) in
        try printChange(message.change, message.body, query)
      }
    }
    if let limit = VirtualDuration(goText: invocation.options.text(.requestTimeout)),
      limit > .zero
    {
      invocation.setDeadline(after: limit) { [invocation] in invocation.finish() }
    }
  }

  private func printPresent(_ answer: JSON, _ query: GetRun.Query) throws(CommandError) {
    if run.format.isTable {
      write(answer, .added)
      return
    }
    for item in answer["items"]?.array ?? [answer] {
      var whole: OrderedMembers = [
        "apiVersion": .string(query.type.apiVersion), "kind": .string(query.type.kind),
      ]
      for (name, value) in item.object ?? [:] { whole[name] = value }
      try printChange(.added, .object(whole), query)
    }
  }

  private func printChange(
    _ change: ObjectEvent.Change, _ body: JSON, _ query: GetRun.Query
  ) throws(CommandError) {
    switch run.format {
    case .table: write(body, change)
    case .customColumns(let columns):
      if !hasHeader, !invocation.options.isSet(.noHeaders) {
        run.writer.write(cells: columns.header)
      }
      hasHeader = true
      run.writer.write(cells: try columns.cells(of: body))
      invocation.write(run.writer.flush())
    default:
      var object = body
      if invocation.options.isSet(.outputWatchEvents) {
        object = ["type": .string(change.rawValue), "object": body]
      }
      if case .yaml = run.format { invocation.write(hasHeader ? "---\n" : "") }
      hasHeader = true
      try invocation.show(
        object, run.format, messageName: query.type.messageName(body.name))
    }
  }

  private func write(_ table: JSON, _ change: ObjectEvent.Change) {
    var printed = ServerTable(table, run.decoration)
    if printed.rows.isEmpty { return }
    if invocation.options.isSet(.outputWatchEvents) {
      printed.header.insert("EVENT", at: 0)
      let name = change.rawValue
      let padding = String(repeating: " ", count: max(0, 8 - name.utf8.count))
      for index in printed.rows.indices { printed.rows[index].insert(name + padding, at: 0) }
    }
    if !hasHeader, !invocation.options.isSet(.noHeaders) {
      run.writer.write(cells: printed.header)
    }
    hasHeader = true
    for row in printed.rows { run.writer.write(cells: row) }
    invocation.write(run.writer.flush())
  }
}
