// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.util.List;
import java.util.Random;

/** Invented people: players, referees and those who buy tickets. */
final class People {

  private static final List<String> NAMES =
      List.of(
          "Anna Müller|DE",
          "Jörg Weiß|DE",
          "Łukasz Żółkiewski|PL",
          "Małgorzata Wójcik|PL",
          "José \"Pepe\" Núñez|ES",
          "Begoña Ibáñez|ES",
          "João Conceição|PT",
          "Inês Falcão|PT",
          "Siobhán O'Neill|IE",
          "Tomás Ó Briain|IE",
          "Zoë Lindqvist|SE",
          "Åsa Öberg|SE",
          "Søren Kjær|DK",
          "Bjørg Ødegård|NO",
          "Þór Sigurðsson|IS",
          "Äänis Mäkelä|FI",
          "Çağla Şahin|TR",
          "Oğuz Yıldırım|TR",
          "Νίκος Παπαδάκης|GR",
          "Ελένη Γεωργίου|GR",
          "Олена Шевчук|UA",
          "Андрій Коваленко|UA",
          "Иван Петров|BG",
          "Марія Їжак|UA",
          "山田 太郎|JP",
          "佐藤 花子|JP",
          "김민준|KR",
          "이서연|KR",
          "王小明|TW",
          "李婷|SG",
          "प्रिया शर्मा|IN",
          "अर्जुन सिंह|IN",
          "রহিম উদ্দিন|BD",
          "தமிழ் செல்வன்|IN",
          "Nguyễn Văn Đức|VN",
          "Trần Thị Hạnh|VN",
          "สมชาย ใจดี|TH",
          "ליאור כהן|IL",
          "ليلى حسن|EG",
          "Smith, Jr., Robert|US",
          "Mary-Jane \"MJ\" Carter|US",
          "D'Andre Fontaine|US",
          "Chloé Bélanger|CA",
          "Étienne Lefèvre|FR",
          "Noëlle Brûlé|FR",
          "Đorđe Živković|RS",
          "Ľubomír Ďurčo|SK",
          "Řehoř Šťastný|CZ",
          "Ștefan Țărână|RO",
          "Győző Kőműves|HU",
          "Ģirts Ķēniņš|LV",
          "Žydrūnas Šąžinė|LT",
          "Ülle Põder|EE",
          "Ruairí Mac Giolla|IE",
          "Wanjiru Kamau|KE",
          "Oluwaṣeun Adébáyọ̀|NG",
          "Kerehi Ngāta|NZ",
          "Kealoha Kahananui|US");

  private People() {}

  /**
   * Someone.
   *
   * @param name the name, in its own alphabet
   * @param country ISO 3166 code
   */
  record Person(String name, String country) {}

  static Person any(Random random) {
    return at(random.nextInt(NAMES.size()));
  }

  /** One of the five players of a club, the same five every time. */
  static Person player(Club club, Random random) {
    return at(Math.floorMod(club.name().hashCode(), NAMES.size()) + random.nextInt(5));
  }

  private static Person at(int index) {
    String line = NAMES.get(index % NAMES.size());
    int bar = line.indexOf('|');
    return new Person(line.substring(0, bar), line.substring(bar + 1));
  }
}
