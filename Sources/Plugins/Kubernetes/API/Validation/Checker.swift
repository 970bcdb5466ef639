import Values

/// Collects what is wrong with an object.
///
/// Nearly every object is right, so the texts that name its fields are only made when something
/// is wrong: they are passed as expressions.
struct Checker {
  var causes: [APIError.Cause] = []

  mutating func add(_ cause: APIError.Cause) { causes.append(cause) }

  mutating func names(_ field: @autoclosure () -> String, _ text: String, _ problems: [String]) {
    for problem in problems { add(.invalid(field(), text: text, problem)) }
  }

  mutating func notNegative(_ field: @autoclosure () -> String, _ number: Int64) {
    if number < 0 {
      add(.invalid(field(), String(number), "must be greater than or equal to 0"))
    }
  }

  mutating func notNegative(_ field: @autoclosure () -> String, _ number: Int32?) {
    if let number { notNegative(field(), Int64(number)) }
  }

  mutating func supported(
    _ field: @autoclosure () -> String, _ text: String, _ values: [String]
  ) {
    if !values.contains(text) { add(.unsupported(field(), text, values)) }
  }

  mutating func port(_ field: @autoclosure () -> String, _ number: Int32) {
    if !(1...65535).contains(number) {
      add(.invalid(field(), String(number), "must be between 1 and 65535, inclusive"))
    }
  }

  mutating func port(_ field: @autoclosure () -> String, _ port: IntOrString) {
    switch port {
    case .integer(let number): self.port(field(), number)
    case .string(let name): portName(field(), name)
    }
  }

  /// IANA's rule for the names of services.
  mutating func portName(_ field: String, _ name: String) {
    if name.utf8.count > 15 { add(.invalid(field, text: name, NameRules.tooLong(15))) }
    if !name.utf8.allSatisfy({ NameRules.isLowerOrDigit($0) || $0 == 0x2d }) {
      add(
        .invalid(
          field, text: name,
          "must contain only alpha-numeric characters (a-z, 0-9), and"
            + " hyphens (-)")
      )
    }
    if !name.utf8.contains(where: { NameRules.isLower($0) }) {
      add(.invalid(field, text: name, "must contain at least one letter (a-z)"))
    }
    if NameRules.hasDoubleHyphen(name) {
      add(.invalid(field, text: name, "must not contain consecutive hyphens"))
    }
    if name.hasPrefix("-") || name.hasSuffix("-") {
      add(.invalid(field, text: name, "must not begin or end with a hyphen"))
    }
  }

  mutating func labels(_ field: @autoclosure () -> String, _ labels: StringMap) {
    for entry in labels {
      names(field(), entry.key, NameRules.problemsOfKey(entry.key))
      names(field(), entry.value, NameRules.problemsOfValue(entry.value))
    }
  }

  mutating func annotations(_ field: String, _ annotations: StringMap) {
    var size = 0
    for entry in annotations {
      // Capital letters are allowed here; hardly any key has one.
      let hasCapitals = entry.key.withBytes { bytes in
        bytes.contains { NameRules.isUpper($0) || $0 >= 0x80 }
      }
      names(
        field, entry.key,
        NameRules.problemsOfKey(hasCapitals ? entry.key.lowercased() : entry.key))
      size += entry.key.utf8.count + entry.value.utf8.count
    }
    if size > 262_144 {
      add(
        APIError.Cause(
          reason: "FieldValueTooLong", field: field,
          message: "Too long: may not be more than 262144 bytes"))
    }
  }

  /// Gives whether the selector can be used.
  mutating func selector(_ field: String, _ selector: LabelSelector) {
    for entry in selector.matchLabels {
      names("\(field).matchLabels", entry.key, NameRules.problemsOfKey(entry.key))
      names("\(field).matchLabels", entry.value, NameRules.problemsOfValue(entry.value))
    }
    for (index, requirement) in selector.matchExpressions.enumerated() {
      let place = "\(field).matchExpressions[\(index)]"
      switch requirement.operator {
      case "In", "NotIn":
        if requirement.values.isEmpty {
          add(.required("\(place).values", "must be specified when `operator` is 'In' or 'NotIn'"))
        }
      case "Exists", "DoesNotExist":
        if !requirement.values.isEmpty {
          add(
            .forbidden(
              "\(place).values",
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
        }
      default:
        add(
          .invalid(
            "\(place).operator", text: requirement.operator, "not a valid selector operator"))
      }
      names("\(place).key", requirement.key, NameRules.problemsOfKey(requirement.key))
    }
  }
}
