import Testing
import Values

@testable import Kubectl

@Suite("The patch of kubectl apply")
struct ThreeWayPatchTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var original: JSON
    var modified: JSON
    var current: JSON
    var patch: JSON

    init(_ name: String, was: JSON, wanted: JSON, live: JSON, patch: JSON) {
      testDescription = name
      original = was
      modified = wanted
      current = live
      self.patch = patch
    }
  }

  static func template(_ containers: JSON) -> JSON {
    ["spec": ["template": ["spec": ["containers": containers]]]]
  }

  static let examples: [Example] = [
    Example(
      "nothing changes", was: ["spec": ["replicas": 3]], wanted: ["spec": ["replicas": 3]],
      live: ["spec": ["replicas": 3, "defaulted": true], "status": ["replicas": 3]], patch: [:]),
    Example(
      "a changed member", was: ["spec": ["replicas": 3]], wanted: ["spec": ["replicas": 2]],
      live: ["spec": ["replicas": 3]], patch: ["spec": ["replicas": 2]]),
    Example(
      "what others changed is changed back", was: ["spec": ["replicas": 3]],
      wanted: ["spec": ["replicas": 3]], live: ["spec": ["replicas": 5]],
      patch: ["spec": ["replicas": 3]]),
    Example(
      "what others added stays", was: ["metadata": ["labels": ["a": "1"]]],
      wanted: ["metadata": ["labels": ["a": "1"]]],
      live: ["metadata": ["labels": ["a": "1", "b": "2"]]], patch: [:]),
    Example(
      "what is no longer asked for is taken away", was: ["metadata": ["labels": ["a": "1"]]],
      wanted: ["metadata": ["labels": [:]]], live: ["metadata": ["labels": ["a": "1"]]],
      patch: ["metadata": ["labels": ["a": .null]]]),
    Example(
      "what is gone already needs no taking away",
      was: ["metadata": ["labels": ["a": "1"]]], wanted: ["metadata": ["labels": [:]]],
      live: ["metadata": ["labels": [:]]], patch: [:]),
    Example(
      "containers are known by their names",
      was: template([["name": "a", "image": "x:1"], ["name": "b", "image": "y"]]),
      wanted: template([["name": "b", "image": "y"], ["name": "a", "image": "x:2"]]),
      live: template([
        ["name": "a", "image": "x:1", "imagePullPolicy": "Always"],
        ["name": "b", "image": "y", "imagePullPolicy": "Always"],
      ]),
      patch: template([["image": "x:2", "name": "a"]])),
    Example(
      "a container is taken away", was: template([["name": "a"], ["name": "b"]]),
      wanted: template([["name": "a"]]), live: template([["name": "a"], ["name": "b"]]),
      patch: template([["name": "b", "$patch": "delete"]])),
    Example(
      "a container that others added stays", was: template([["name": "a"]]),
      wanted: template([["name": "a"]]), live: template([["name": "a"], ["name": "sidecar"]]),
      patch: [:]),
    Example(
      "a Service's ports are known by their numbers",
      was: ["spec": ["ports": [["port": 80]]]],
      wanted: ["spec": ["ports": [["port": 80, "name": "http"]]]],
      live: ["spec": ["ports": [["port": 80, "protocol": "TCP", "targetPort": 80]]]],
      patch: ["spec": ["ports": [["name": "http", "port": 80]]]]),
    Example(
      "a list without keys that the server completed differs as a whole",
      was: ["spec": ["volumeClaimTemplates": [["metadata": ["name": "data"]]]]],
      wanted: ["spec": ["volumeClaimTemplates": [["metadata": ["name": "data"]]]]],
      live: [
        "spec": [
          "volumeClaimTemplates": [
            ["metadata": ["name": "data"], "status": ["phase": "Pending"]]
          ]
        ]
      ],
      patch: ["spec": ["volumeClaimTemplates": [["metadata": ["name": "data"]]]]]),
    Example(
      "another strategy takes the parameters of the old one away", was: ["spec": [:]],
      wanted: ["spec": ["strategy": ["type": "Recreate"]]],
      live: [
        "spec": ["strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": "25%"]]]
      ],
      patch: ["spec": ["strategy": ["type": "Recreate", "rollingUpdate": .null]]]),
    Example(
      "a null asks for nothing", was: [:], wanted: ["spec": ["a": .null]],
      live: ["spec": ["b": 1]], patch: [:]),
    Example(
      "an object made by other means gets the annotation", was: .null,
      wanted: ["metadata": ["annotations": ["last": "x"]]], live: ["metadata": ["name": "a"]],
      patch: ["metadata": ["annotations": ["last": "x"]]]),
  ]

  @Test("K18: apply sends as small a patch as it can", arguments: examples)
  func patchIsAsSmallAsItCanBe(_ example: Example) {
    let patch = ThreeWayPatch(
      original: example.original, modified: example.modified, current: example.current
    ).patch
    #expect(patch.sorted == example.patch.sorted)
  }

  @Test("The annotation holds the whole manifest in one line, sorted, with a line feed at its end")
  func annotationHoldsTheManifest() {
    let object = LastApplied.noting([
      "kind": "Pod", "apiVersion": "v1", "metadata": ["name": "a", "namespace": "default"],
    ])
    let text = object.at("metadata", "annotations", LastApplied.annotation)?.string
    #expect(
      text
        == "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"annotations\":{},"
        + "\"name\":\"a\",\"namespace\":\"default\"}}\n")
    #expect(LastApplied.noting(object) == object)
    #expect(LastApplied.configuration(of: object)?.kind == "Pod")
  }
}
