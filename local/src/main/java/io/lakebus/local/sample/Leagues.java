// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The leagues of the sample. Cities are real; clubs, players and venues are invented. */
final class Leagues {

  static final List<League> ALL =
      List.of(
          new League(
              "Rheinliga",
              Sport.FOOTBALL,
              "DE",
              ZoneId.of("Europe/Berlin"),
              "EUR",
              1850,
              clubs(
                  "SV Blau-Weiß Köln|Köln|Südtor-Arena|49200",
                  "TSV Grünwald München|München|Isarstadion|61000",
                  "1. FC Förde Kiel|Kiel|Hafenstadion \"Am Kai\"|18500",
                  "Fortuna Görlitz|Görlitz|Neißeaue|9800")),
          new League(
              "Liga Atlântica",
              Sport.FOOTBALL,
              "PT",
              ZoneId.of("Europe/Lisbon"),
              "EUR",
              1400,
              clubs(
                  "Atlético São João|Porto|Estádio da Foz|32100",
                  "União Praia de Faro|Faro|Estádio das Gaivotas|12400",
                  "Académica da Graça|Lisboa|Campo da Graça, Bancada Norte|21000")),
          new League(
              "Süper Yıldız",
              Sport.FOOTBALL,
              "TR",
              ZoneId.of("Europe/Istanbul"),
              "TRY",
              42000,
              clubs(
                  "İzmir Körfezspor|İzmir|Kordon Stadyumu|27500",
                  "Şimşekspor Ankara|Ankara|Çınar Park|22000",
                  "Boğazspor|İstanbul|Boğaz Arena|51000")),
          new League(
              "Ekstraliga Hokejowa",
              Sport.ICE_HOCKEY,
              "PL",
              ZoneId.of("Europe/Warsaw"),
              "PLN",
              4900,
              clubs(
                  "Żbiki Łódź|Łódź|Lodowisko Źródliska|6800",
                  "KH Wisła Kraków|Kraków|Hala pod Wawelem|5200",
                  "Gdańskie Mewy|Gdańsk|Hala \"Żuraw\"|7100")),
          new League(
              "Northern Ice League",
              Sport.ICE_HOCKEY,
              "CA",
              ZoneId.of("America/Toronto"),
              "CAD",
              3900,
              clubs(
                  "Toronto Lakers' Row|Toronto|Harbour Rink|15400",
                  "Draveurs de Québec|Québec|Colisée des Érables|12900",
                  "Ottawa Pines|Ottawa|Rideau Gardens, Hall 2|10100")),
          new League(
              "A1 Ελλάδας",
              Sport.BASKETBALL,
              "GR",
              ZoneId.of("Europe/Athens"),
              "EUR",
              1200,
              clubs(
                  "Ποσειδών Πάτρας|Πάτρα|Στάδιο Ρίο|4100",
                  "Άρκτος Θεσσαλονίκης|Θεσσαλονίκη|Λευκός Πύργος Αρένα|8600",
                  "ΑΟ Ακρόπολη|Αθήνα|Κλειστό Θησείου|9900")),
          new League(
              "Eastern Hoops",
              Sport.BASKETBALL,
              "US",
              ZoneId.of("America/New_York"),
              "USD",
              2950,
              clubs(
                  "Brooklyn Bridges|New York|Pier 9 Center|17700",
                  "Philadelphia Bells|Philadelphia|The \"Bell\" House|18100",
                  "Buffalo Wing Backs|Buffalo|Lakeside Hall|14200")),
          new League(
              "太陽リーグ",
              Sport.VOLLEYBALL,
              "JP",
              ZoneId.of("Asia/Tokyo"),
              "JPY",
              320000,
              clubs(
                  "札幌スノーホークス|札幌|北海アリーナ|9500", "東京サンダーズ|東京|青空体育館|13200", "大阪ドルフィンズ|大阪|港アリーナ|11800")),
          new League(
              "한강 리그",
              Sport.VOLLEYBALL,
              "KR",
              ZoneId.of("Asia/Seoul"),
              "KRW",
              1800000,
              clubs("서울 호랑이|서울|한강 체육관|8700", "부산 갈매기|부산|해운대 아레나|7600", "대구 사과|대구|달구벌 체육관|5900")),
          new League(
              "Ganga Premier T20",
              Sport.CRICKET,
              "IN",
              ZoneId.of("Asia/Kolkata"),
              "INR",
              45000,
              clubs(
                  "दिल्ली धुरंधर|दिल्ली|यमुना मैदान|38500",
                  "Chennai Monsoon|Chennai|Marina Oval|36000",
                  "কলকাতা রয়্যালস|কলকাতা|গঙ্গা স্টেডিয়াম|42000")),
          new League(
              "Harbour Cup",
              Sport.RUGBY,
              "AU",
              ZoneId.of("Australia/Sydney"),
              "AUD",
              2700,
              clubs(
                  "Sydney Ferrymen|Sydney|Quay Oval|28300",
                  "Canberra Magpies|Canberra|Capital Park|19400",
                  "Newcastle Colliers|Newcastle|Coalfield Ground|16800")),
          new League(
              "Six Rivers",
              Sport.RUGBY,
              "GB",
              ZoneId.of("Europe/London"),
              "GBP",
              2200,
              clubs(
                  "Caerdydd Dreigiau|Caerdydd|Maes y Môr|24400",
                  "Inbhir Nis Stags|Inverness|Ness Park|8900",
                  "Thames Watermen|London|The Boathouse, Stand A|26500")),
          new League(
              "Danube Open",
              Sport.TENNIS,
              "HU",
              ZoneId.of("Europe/Budapest"),
              "HUF",
              650000,
              clubs(
                  "Kőszegi Ágnes|Budapest|Duna Court|5200",
                  "Zoë Van den Bergh|Budapest|Duna Court|5200",
                  "Nguyễn Thị Ánh|Budapest|Duna Court|5200",
                  "Jelena Đurović|Budapest|Duna Court|5200",
                  "Þóra Ævarsdóttir|Budapest|Court \"Kis\"|1400",
                  "O'Brien, Siobhán|Budapest|Court \"Kis\"|1400")));

  private Leagues() {}

  private static List<Club> clubs(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.split("\\|", -1))
        .map(part -> new Club(part[0], part[1], part[2], Integer.parseInt(part[3])))
        .toList();
  }
}
