import GoWriting
import KubernetesAPI
import OrderedCollections
import Values

extension GetRun {
  /// Prints whole objects: `-o yaml`, `-o name`, `-o jsonpath=…` and the like (K14).
  func printObjects(_ queries: [Query]) throws(CommandError) {
    var objects: [(type: ResourceType, object: JSON)] = []
    for query in queries {
      guard let answer = try answer(query, asTable: false) else { continue }
      guard query.name == nil, let items = answer["items"]?.array else {
        objects.append((query.type, answer))
        continue
      }
      for item in items {
        // The items of a list leave their kind to the list; each needs it when it stands alone.
        var whole: OrderedMembers = [
          "apiVersion": .string(query.type.apiVersion), "kind": .string(query.type.kind),
        ]
        for (name, value) in item.object ?? [:] { whole[name] = value }
        objects.append((query.type, .object(whole)))
      }
    }
    if !invocation.options.text(.sortBy).isEmpty {
      let order = try sortedOrder(of: objects.map { $0.object })
      objects = order.map { objects[$0] }
    }
    switch format {
    case .name:
      for (type, object) in objects { invocation.show(type.messageName(object.name)) }
    case .customColumns(let columns):
      if !invocation.options.isSet(.noHeaders) { writer.write(cells: columns.header) }
      for (_, object) in objects { writer.write(cells: try columns.cells(of: object)) }
      invocation.write(writer.flush())
    default:
      let isSingle = queries.count == 1 && queries[0].name != nil
      if isSingle {
        guard let object = objects.first?.object else { return }
        try invocation.show(object, format, messageName: "")
      } else if !invocation.hasErrors || !objects.isEmpty {
        try invocation.show(
          [
            "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
            "items": .array(objects.map { $0.object }),
          ], format, messageName: "")
      }
    }
  }
}
