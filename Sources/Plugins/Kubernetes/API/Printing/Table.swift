import OrderedCollections
public import Simulation
public import Values

/// What `kubectl get` shows, as the server makes it: columns, and cells for each object.
public struct Table {
  /// A column; those with a priority above 0 are shown by `-o wide` only.
  public struct Column: Hashable, Sendable {
    /// The heading, before it is put in capitals: `Ready`.
    public var name: String
    /// 0 for always, 1 for `-o wide`.
    public var priority: Int32
    /// The type of the cells in OpenAPI's words: `string`, `integer`.
    public var type: String
    /// `name` for the column of names; else empty.
    public var format: String

    /// A column of texts that is always shown, unless said otherwise.
    public init(_ name: String, priority: Int32 = 0, type: String = "string", format: String = "") {
      self.name = name
      self.priority = priority
      self.type = type
      self.format = format
    }
  }

  /// The cells of one object, one for each column.
  public struct Row {
    /// One for each column, in order.
    public var cells: [JSON]
    /// What they are about.
    public var object: KubernetesObject
  }

  /// In the order in which they are shown.
  public var columns: [Column]
  /// In the order of the objects given.
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
