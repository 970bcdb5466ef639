import GoWriting
import KubernetesAPI
import Values

extension GetRun {
  /// Prints the server's tables, one group for each kind (K13, K15).
  func printTables(_ queries: [Query]) throws(CommandError) {
    var tables: [(query: Query, table: JSON)] = []
    for query in queries {
      guard var table = try answer(query, asTable: true) else { continue }
      if !invocation.options.text(.sortBy).isEmpty { table = try sorted(table, query) }
      tables.append((query, table))
    }
    let kinds = ResourceKinds.count(tables.map { $0.query.type })
    let printsKind = kinds > 1 || invocation.options.isSet(.showKind)
    let showsNamespace = invocation.options.isSet(.allNamespaces)
    var lastType: ResourceType?
    var hasOutput = false
    for (query, table) in tables {
      let isNewGroup = lastType != query.type
      if isNewGroup {
        invocation.write(writer.flush())
        writer.forgetWidths()
      }
      var decoration = self.decoration
      decoration.kindPrefix = printsKind ? query.type.messageKind : nil
      decoration.showsNamespace = showsNamespace && query.type.isNamespaced
      let printed = ServerTable(table, decoration)
      if printed.rows.isEmpty {
        // A kind without objects is passed over, but ends the group before it.
        lastType = query.type
        continue
      }
      if isNewGroup {
        if hasOutput, !invocation.options.isSet(.noHeaders) { invocation.write("\n") }
        if !invocation.options.isSet(.noHeaders) { writer.write(cells: printed.header) }
      }
      lastType = query.type
      for row in printed.rows { writer.write(cells: row) }
      hasOutput = true
    }
    invocation.write(writer.flush())
    if !hasOutput { sayNothingFound(queries) }
  }

  /// `No resources found in default namespace.` on the standard error.
  func sayNothingFound(_ queries: [Query]) {
    if invocation.hasErrors || invocation.options.isSet(.ignoreNotFound) { return }
    let isNamespaced =
      !invocation.options.isSet(.allNamespaces) && queries.allSatisfy { $0.type.isNamespaced }
    invocation.printError(
      isNamespaced
        ? "No resources found in \(invocation.namespace) namespace." : "No resources found")
  }

  /// The rows in the order of a field. A field that no object has leaves no rows.
  private func sorted(_ table: JSON, _ query: Query) throws(CommandError) -> JSON {
    guard let answer = try answer(query, asTable: false) else { return table }
    let objects = answer["items"]?.array ?? [answer]
    let order = try sortedOrder(of: objects)
    let rows = table.items("rows")
    return table.setting(
      ["rows"], to: .array(order.compactMap { $0 < rows.count ? rows[$0] : nil }))
  }

  /// The places of the objects in the order of `--sort-by`.
  func sortedOrder(of objects: [JSON]) throws(CommandError) -> [Int] {
    let expression = invocation.options.text(.sortBy)
    let path: JSONPath
    do throws(JSONPath.Failure) {
      path = try JSONPath.relaxed(expression)
    } catch {
      throw .text(error.message)
    }
    var values: [JSON?] = []
    for object in objects {
      do throws(JSONPath.Failure) {
        values.append(try path.results(in: object).flatMap { $0 }.first)
      } catch {
        throw .text("error executing jsonpath \(quoted(path.template)): \(error.message)")
      }
    }
    if !objects.isEmpty, values.allSatisfy({ $0 == nil }) { return [] }
    return objects.indices.sorted { one, other in
      switch (values[one], values[other]) {
      case (nil, nil): return one < other
      case (nil, _): return true
      case (_, nil): return false
      case (let left?, let right?):
        if NaturalOrder.precedes(left, right) { return true }
        if NaturalOrder.precedes(right, left) { return false }
        return one < other
      }
    }
  }
}

/// Counting kinds without a set, whose order could escape.
enum ResourceKinds {
  static func count(_ types: [ResourceType]) -> Int {
    var seen: [ResourceType] = []
    for type in types where !seen.contains(type) { seen.append(type) }
    return seen.count
  }
}
