extension ImageTags {
  static var nginx: ImageTags {
    ImageTags(
      named: [
        "latest": "1.29.4", "mainline": "1.29.4", "1": "1.29.4", "stable": "1.28.1",
      ],
      lastPatches: minors(
        "1", from: 7,
        [12, 1, 15, 3, 13, 2, 12, 2, 12, 1, 10, 0, 10, 2, 6, 1, 4, 0, 5, 3, 5, 1, 4]),
      suffixes: [
        "-alpine-slim", "-alpine-perl", "-alpine", "-bookworm", "-bullseye", "-trixie", "-perl",
      ])
  }

  static var httpd: ImageTags {
    ImageTags(
      named: ["latest": "2.4.66", "2": "2.4.66"], lastPatches: ["2.4": 66],
      suffixes: ["-alpine", "-bookworm", "-bullseye", "-trixie"])
  }

  static var busybox: ImageTags {
    ImageTags(
      named: ["latest": "1.37.0", "stable": "1.36.1", "unstable": "1.37.0", "1": "1.37.0"],
      lastPatches: minors(
        "1", from: 21, [1, 2, 2, 2, 1, 2, 2, 4, 3, 1, 1, 1, 1, 1, 0, 1, 0]),
      suffixes: ["-glibc", "-musl", "-uclibc"])
  }

  static var alpine: ImageTags {
    ImageTags(
      named: ["latest": "3.23.2", "edge": "3.23.2", "3": "3.23.2"],
      lastPatches: minors(
        "3", from: 8, [5, 6, 9, 13, 12, 12, 10, 11, 9, 10, 12, 9, 10, 7, 4, 2]))
  }

  static var debian: ImageTags {
    var named = [
      "latest": "13", "stable": "13", "oldstable": "12", "sid": "14", "unstable": "14",
    ]
    for (number, name) in [
      ("13", "trixie"), ("12", "bookworm"), ("11", "bullseye"), ("10", "buster"),
    ] {
      named[name] = number
      named[number] = number
    }
    return ImageTags(named: named, suffixes: ["-slim"])
  }

  static var ubuntu: ImageTags {
    ImageTags(named: [
      "latest": "24.04", "24.04": "24.04", "noble": "24.04", "22.04": "22.04",
      "jammy": "22.04", "20.04": "20.04", "focal": "20.04", "18.04": "18.04",
      "bionic": "18.04", "25.10": "25.10", "rolling": "25.10",
    ])
  }

  /// Tags of two numbers, `0.1` up to `0.27`.
  static func plain(_ major: String, _ minors: ClosedRange<Int>) -> ImageTags {
    var named: [String: String] = [:]
    for minor in minors { named["\(major).\(minor)"] = "\(major).\(minor)" }
    return ImageTags(named: named)
  }
}
