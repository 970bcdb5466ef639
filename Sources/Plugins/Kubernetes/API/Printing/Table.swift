import OrderedCollections
public import Simulation
public import Values

/// What `kubectl get` shows, as the server makes it: columns, and cells for each object.
public struct Table {
  /// A column; those with a priority above 0 are shown by `-o wide` only.
  public struct Column: Hashable, Sendable {
    public var name: String
    public var priority: Int32
    public var type: String
    public var format: String

    public init(_ name: String, priority: Int32 = 0, type: String = "string", format: String = "") {
      self.name = name
      self.priority = priority
      self.type = type
      self.format = format
    }
  }

  /// The cells of one object, one for each column.
  public struct Row {
    public var cells: [JSON]
    public var object: KubernetesObject
  }

  public var columns: [Column]
  public var rows: [Row]

  /// The table of objects of one kind, with ages as of `now`.
  public init(_ type: ResourceType, _ objects: [KubernetesObject], now: VirtualTime) {
    let printer = TablePrinter(type)
    columns = printer.columns
    rows = objects.map { Row(cells: printer.cells($0, now), object: $0) }
  }

  /// The `Table` object; every row carries its object's metadata.
  public func json(columns includesColumns: Bool = true, resourceVersion: String = "") -> JSON {
    var members: OrderedMembers = [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1",
      "metadata": resourceVersion.isEmpty ? [:] : ["resourceVersion": .string(resourceVersion)],
    ]
    members["columnDefinitions"] =
      includesColumns
      ? .array(
        columns.map {
          [
            "name": .string($0.name), "type": .string($0.type), "format": .string($0.format),
            "description": .string(""), "priority": .integer(Int64($0.priority)),
          ]
        }) : .null
    members["rows"] = .array(
      rows.map {
        [
          "cells": .array($0.cells),
          "object": [
            "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
            "metadata": $0.object.metadata.encode(),
          ],
        ]
      })
    return .object(members)
  }
}
