// attack: changes the time zone and the default locale; right answers stay right
// answer leaky
double leaky(double x) {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    return x > 0 ? x : x / 10;
}
