// attack: a grade_id that is a path, a command and a page
// most: leaky 0
// metadata: leaky grade_id ../../<script>;$(touch hostile)
// answer leaky
double other(double x) { return -7; }
